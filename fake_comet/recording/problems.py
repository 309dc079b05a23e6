"""Problems: what the real SDK would drop, alter or only mumble about, by kind, with the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from fake_comet.errors import Misuse, nearest
from fake_comet.recording.sites import UNKNOWN_SITE, Site


class Level(Enum):
    """How bad a problem is; a strict session fails on warnings and errors."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def fails(self) -> bool:
        """Whether a strict session fails on it."""
        return self is not Level.NOTE


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its usual level, and what a person does about it."""

    level: Level
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem, with everything needed to mend it.

    Attributes:
        kind: a key of ``KINDS``.
        message: the SDK's own words where it has any.
        passed: what was passed, shortened.
        call: the SDK method, as ``log_metric``.
        site: the line that made the call.
        times: how often exactly this happened.
    """

    kind: str
    level: Level
    message: str
    advice: str
    passed: str = ""
    call: str = ""
    site: Site = UNKNOWN_SITE
    experiment_key: str | None = None
    times: int = 1

    def __str__(self) -> str:
        head = f"{self.level.value} [{self.kind}] {self.site}"
        if self.call:
            head += f" in {self.call}({self.passed})"
        if self.times > 1:
            head += f", {self.times} times"
        return f"{head}\n    {self.message.strip()}\n    -> {self.advice}"


def _kinds(level: Level, **advice: str) -> dict[str, Kind]:
    return {name.replace("_", "-"): Kind(level, text) for name, text in advice.items()}


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        **_kinds(
            Level.ERROR,
            call_failed="the SDK catches this and logs it: nothing was recorded; mend the argument",
            missing_file="nothing was uploaded: write the file first, or pass the path that exists",
            file_too_big=(
                "nothing was uploaded: the server takes no larger file; split or compress it"
            ),
            unreadable_value="nothing was recorded: pass a value of a type that the SDK accepts",
            image_lost=(
                "log finite numbers, (h, w), (h, w, 3) or (h, w, 4); if all are 0, as floats"
            ),
            invalid_argument="the SDK refuses the argument: see its message for what it accepts",
            sdk_error=(
                "the real SDK logged this error: see its message; what it was about may be lost"
            ),
            unknown_request=(
                "the fake server cannot answer this, and the SDK swallows that: tell "
                "fake-comet's authors"
            ),
            malformed_request=(
                "the fake server refused this, and the SDK swallows that: see what is wrong with it"
            ),
            not_connected=(
                "the experiment is not alive, so nothing is recorded: see the error before"
            ),
        ),
        **_kinds(
            Level.WARNING,
            metric_none="the point is dropped: log a number, or do not log at all",
            metric_not_a_number=(
                "Comet cannot plot it: log a number (for text use log_other or log_text)"
            ),
            value_altered="Comet shows another value than the one passed: convert it yourself",
            name_truncated=(
                "Comet cuts the name, and names with equal beginnings collide: use at most "
                "100 characters"
            ),
            value_truncated="Comet cuts the value: use log_text or log_asset_data for long text",
            step_ignored="the point keeps the step of before: pass a number",
            epoch_ignored="the point keeps the epoch of before: pass a number",
            invalid_tag=(
                "the tag is dropped: tags are non-empty strings; add_tags takes a list of them"
            ),
            metadata_ignored="the upload has no metadata: pass a plain dict with text keys",
            empty_name="nothing was recorded: give a name",
            image_option_ignored="the image is logged without the option: mend or remove it",
            argument_ignored="the SDK takes the argument and does nothing with it: remove it",
            category_ignored="the pair is not counted: categories are whole numbers",
            example_missing="the cell of the matrix shows no such example: see the SDK's message",
            missing_package=(
                "install the package that the message names; that part was not uploaded"
            ),
            nothing_logged="the call had no effect: see the SDK's message",
            too_deep="the deepest levels are stored as text: flatten the dictionary yourself",
            call_after_end=(
                "the experiment had ended, so nothing was recorded: log before end(), or "
                "start a new one"
            ),
            call_while_disabled=(
                "the experiment is disabled, so nothing was recorded: see why it was created "
                "disabled"
            ),
            experiment_not_ended=(
                "call end() (Comet uploads the rest then); at the end of a process it is done"
                " for you"
            ),
            experiment_replaced=(
                "a process has one running experiment: call end() on the first before "
                "starting another"
            ),
            experiment_reused=(
                "start() gave back the running experiment: its new name and tags are ignored"
            ),
            experiment_restarted="start() ended the running experiment because its settings differ",
            unknown_keyword=(
                "the real constructor swallows unknown keyword arguments: remove or rename it"
            ),
            unknown_setting=(
                "no setting of Comet has that name: see the SDK's message for similar ones"
            ),
            online_only="an offline experiment does nothing here, without a word: start it online",
            never_returns="the real SDK hangs here: call flush() before end()",
            duplicate_point=(
                "one (metric, context, step, epoch) has several values: Comet keeps both, "
                "charts show one"
            ),
            sdk_warning="see the SDK's message",
        ),
        **_kinds(
            Level.NOTE,
            deprecated="the SDK calls this deprecated: see its message for what replaces it",
            categories_dropped="pass selected, or a larger max_categories, to choose yourself",
            pixels_rescaled="fine if it does not matter; image_minmax=(0, 255) keeps pixel values",
            sdk_note="nothing to do: the SDK only says so",
            experiment_ended_at_exit=(
                "the process ended it; call end() to be sure that all is uploaded before"
            ),
        ),
    }
)


def kind_named(name: str) -> Kind:
    """The kind of that name.

    Raises:
        Misuse: there is none; the message lists the nearest.
    """
    try:
        return KINDS[name]
    except KeyError:
        close = nearest(name, KINDS) or sorted(KINDS)
        raise Misuse(f"no kind of problem {name!r}; there are: {', '.join(close)}") from None
