"""Models: their files and the model graph; the registry and remote models are elsewhere."""

from __future__ import annotations

import importlib
import os
from typing import Any, Final

from fake_comet.recording.records import Graph
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.experiment.assets import MODEL_ELEMENT
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call, sdk_call_named
from fake_comet.sdk.uploads import deprecate_copy_to_tmp
from fake_comet.sdk.voice import ERROR, say, say_or_raise

_CONVERT: Final = "convert_utils"

Urls = dict[str, str | None]


class ModelMethods(ExperimentCore):
    """``log_model`` and ``set_model_graph``."""

    _graph_set: bool = False

    @sdk_call
    def log_model(
        self,
        name: str,
        file_or_folder: Any,
        file_name: str | None = None,
        overwrite: bool = False,
        metadata: dict[str, Any] | None = None,
        copy_to_tmp: bool = True,
        prepend_folder_name: bool = True,
    ) -> Urls | list[tuple[str, Urls]] | None:
        """Upload the file, folder or file object of a model; as in the SDK, no ``Path``."""
        deprecate_copy_to_tmp(copy_to_tmp, "log_model")
        return self._log_model(
            name,
            file_or_folder,
            file_name=file_name,
            overwrite=overwrite,
            metadata=metadata,
            prepend_folder_name=prepend_folder_name,
        )

    @sdk_call_named("log_model")
    def _log_model(
        self,
        model_name: str,
        file_or_folder: Any,
        *,
        file_name: Any = None,
        overwrite: bool = False,
        metadata: dict[str, Any] | None = None,
        folder_name: str | None = None,
        prepend_folder_name: bool = True,
        critical: bool = False,
    ) -> Urls | list[tuple[str, Urls]] | None:
        """Upload the file, folder or file object of a model.

        Args:
            critical: whether the SDK sends it before all else; here nothing waits.
        """
        upload: dict[str, Any] = {"asset_type": MODEL_ELEMENT, "grouping_name": model_name}
        upload["metadata"] = metadata
        path = file_or_folder
        if isinstance(path, str):
            path = files.expanded_path(path)
            if os.path.isdir(path):
                return self._log_asset_folder(
                    path,
                    recursive=True,
                    log_file_name=True,
                    folder_name=folder_name,
                    prepend_folder_name=prepend_folder_name,
                    **upload,
                )
            found = os.path.isfile(path)
        else:
            found = files.is_file_like(path)
        if found:
            return self._log_asset(path, file_name=file_name, overwrite=overwrite, **upload)
        say_or_raise("missing-file", messages.MODEL_MISSING, model_name, path, level=ERROR)
        return None

    @sdk_call
    def set_model_graph(self, graph: Any, overwrite: bool = False) -> None:
        """Record the model graph once, as text: from ``to_json`` or ``to_yaml`` if it has one."""
        self._set_model_graph(graph, overwrite)

    @sdk_call_named("set_model_graph")
    def __internal_api__set_model_graph__(
        self, graph: Any, overwrite: bool = False, framework: str | None = None
    ) -> None:
        self._set_model_graph(graph=graph, overwrite=overwrite, framework=framework)

    @sdk_call_named("set_model_graph")
    def _set_model_graph(
        self, graph: Any, overwrite: bool | None = False, framework: str | None = None
    ) -> None:
        if not self.alive or not graph:
            return
        if self._graph_set and not overwrite:
            if not framework:
                say("nothing-logged", messages.GRAPH_AGAIN)
            return
        text = graph_text(graph)
        self._graph_set = True
        self._track_framework_usage(framework)
        self._emit(Graph, graph=text)


def graph_text(graph: Any) -> str:
    """A model as the text that the SDK sends."""
    if type(graph).__name__ == "Graph":
        try:
            as_json = importlib.import_module("google.protobuf.json_format")
            graph = as_json.MessageToJson(graph.as_graph_def(), sort_keys=True)
        except Exception:  # the SDK goes on with what it has
            say("sdk-warning", messages.GRAPH_NOT_JSON, exc_info=True, logger=_CONVERT)
    if hasattr(graph, "to_json"):
        try:
            graph = graph.to_json(sort_keys=True)
        except Exception:  # it may take no such argument
            graph = graph.to_json()
    elif hasattr(graph, "to_yaml"):
        graph = graph.to_yaml()
    try:
        return str(graph)
    except Exception:  # the SDK sends its own words then
        say("value-altered", messages.GRAPH_NOT_TEXT, logger=_CONVERT)
        return messages.GRAPH_NOT_TEXT
