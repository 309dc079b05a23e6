"""Which line of the tested code logged something that is not a metric, as the journal tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fake_comet.recording.journal import Call
    from fake_comet.recording.recording import Recording
    from fake_comet.recording.sites import Site

_METHODS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "parameters": ("log_parameter", "log_parameters"),
        "others": ("log_other", "log_others", "set_name"),
        "tags": ("add_tag", "add_tags", "start"),
        "html": ("log_html", "log_html_url"),
        "graph": ("set_model_graph",),
        "images": ("log_image",),
        "figures": ("log_figure",),
        "tables": ("log_table", "log_asset"),
        "confusion_matrices": ("log_confusion_matrix",),
        "curves": ("log_curve",),
        "histograms": ("log_histogram_3d",),
        "texts": ("log_text",),
        "audio": ("log_audio",),
        "videos": ("log_video",),
        "embeddings": ("log_embedding",),
        "models": ("log_model", "log_remote_model", "register_model"),
        "artifacts": ("log_artifact",),
        "notifications": ("send_notification",),
        "assets": ("log_asset", "log_asset_data", "log_asset_folder", "log_code"),
    }
)


class CallSites:
    """The lines of one recording by kind and name."""

    def __init__(self, recording: Recording) -> None:
        self._by_method: dict[str, list[Call]] = {}
        for call in recording.recorder.journal.explicit():
            self._by_method.setdefault(call.method, []).append(call)

    def of(self, kind: str, name: str) -> Site | None:
        """The line that logged that name, or the first that logged any such thing."""
        calls = [c for method in _METHODS.get(kind, ()) for c in self._by_method.get(method, ())]
        named = (call for call in calls if name in _texts((*call.args, call.kwargs)))
        found = next(named, calls[0] if calls else None)
        return None if found is None else found.site


def _texts(arguments: Any) -> Iterator[str]:
    """Every text in the arguments of a call, keys included."""
    if isinstance(arguments, str):
        yield arguments
    elif isinstance(arguments, Mapping):
        yield from (key for key in arguments if isinstance(key, str))
        yield from _texts(list(arguments.values()))
    elif isinstance(arguments, list | tuple | set):
        for argument in arguments:
            yield from _texts(argument)
