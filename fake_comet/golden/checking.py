"""Compares a recording with its golden, and says how to accept what it differs by."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fake_comet.errors import GoldenDiffers, Misuse, RecordingFileError
from fake_comet.golden.place import Place
from fake_comet.golden.shelf import Mode, Shelf
from fake_comet.recording import plain
from fake_comet.recording.diff import Diff, diff
from fake_comet.recording.diff.rules import Expected, Ignored, Rules, Tolerances, rules_of
from fake_comet.recording.diff.text import as_text
from fake_comet.recording.plain import Style
from fake_comet.recording.recording import Recording

_SIDES: Final = "first: golden | second: this recording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One comparison of a recording with its golden.

    Attributes:
        golden: what the file holds, None if there is none that can be read.
        recording: what was recorded.
        diff: what differs, None if there is nothing to compare with.
        complaint: what is said if the test fails on it, else empty.
    """

    path: Path
    golden: Recording | None
    recording: Recording
    diff: Diff | None
    complaint: str = ""


class CometGolden:
    """The goldens of one test: ``check(recording)``, or ``assert recording == comet_golden``.

    Args:
        hint: what a person runs to run this test alone.
        root: the folder relative to which files are named.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(  # what a test brings along
        self, place: Place, shelf: Shelf, *, style: Style, rules: Rules, hint: str, root: Path
    ) -> None:
        self.checks: list[Check] = []
        self._place = place
        self._shelf = shelf
        self._style = style
        self._rules = rules
        self._hint = hint
        self._root = root
        self._unnamed = 0

    def check(
        self,
        recording: Recording,
        name: str | None = None,
        *,
        ignore: Ignored = (),
        tolerances: Tolerances | None = None,
        expect: Expected | None = None,
    ) -> None:
        """Compare a recording with its golden.

        Args:
            name: tells several recordings of one test apart; by default they are numbered.
            ignore: kinds and names that are left out of golden and comparison, as
                ``parameters:save_dir``.
            tolerances: how far numbers may be apart, as in ``fake_comet.diff``.
            expect: what values have to equal instead, as in ``fake_comet.diff``.

        Raises:
            GoldenDiffers: it differs, or there is no golden.
            Misuse: it is no recording, or a pattern names a kind that does not exist.
        """
        __tracebackhide__ = True
        rules = rules_of(ignore=ignore, tolerances=tolerances, expect=expect)
        check = self._checked(recording, name, rules)
        if check.complaint:
            raise GoldenDiffers(check.complaint)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recording):
            return NotImplemented
        return not self._checked(other, None, Rules()).complaint

    def __repr__(self) -> str:
        return f"<golden of {self._place.test}>"

    def _checked(self, recording: Recording, name: str | None, rules: Rules) -> Check:
        if not isinstance(recording, Recording):
            raise Misuse(f"a golden is of a recording, not of a {type(recording).__qualname__}")
        self._unnamed += name is None
        path = self._place.path(self._unnamed, name)
        self._shelf.use(path)
        known = self._rules.plus(rules)
        text = plain.written(recording, self._style, known)
        check = self._complained(self._compared(path, recording, text, known), text)
        self.checks.append(check)
        return check

    def _compared(self, path: Path, recording: Recording, text: str, rules: Rules) -> Check:
        if not path.is_file():
            return Check(path=path, golden=None, recording=recording, diff=None)
        kept = path.read_text("utf-8")
        golden, found = self._golden(path, kept), None
        if kept == text:
            found = Diff(())
        elif golden is not None:
            found = diff(golden, plain.read(text), rules=self._style.rules.plus(rules))
        return Check(path=path, golden=golden, recording=recording, diff=found)

    def _golden(self, path: Path, text: str) -> Recording | None:
        try:
            return plain.read(text)
        except RecordingFileError as error:
            if self._shelf.mode is not Mode.UPDATE:
                raise RecordingFileError(f"{self._named(path)}: {error}") from None
            return None

    def _complained(self, check: Check, text: str) -> Check:
        """The check with what is said about it, unless that is accepted."""
        missing = not check.path.is_file()
        if not missing and check.diff is not None and not check.diff:
            return check
        if self._shelf.mode is Mode.UPDATE or (missing and self._shelf.mode is Mode.NEW):
            self._shelf.stage(check.path, text)
            return check
        said = self._missing(check) if missing else self._differs(check)
        return dataclasses.replace(check, complaint=said)

    def _missing(self, check: Check) -> str:
        return (
            f"there is no golden {self._named(check.path)}\n"
            f"to accept what was recorded, run: pytest --comet-golden-new {self._hint}"
        )

    def _differs(self, check: Check) -> str:
        assert check.diff is not None
        return (
            f"the recording differs from its golden {self._named(check.path)}\n"
            f"{as_text(check.diff, _SIDES)}\n"
            f"to accept it, run: pytest --comet-golden-update {self._hint}"
        )

    def _named(self, path: Path) -> str:
        try:
            return os.fspath(path.relative_to(self._root).as_posix())
        except ValueError:
            return os.fspath(path)
