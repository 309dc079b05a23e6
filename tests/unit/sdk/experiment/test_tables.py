from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from tests.support import logged

FRAME = pd.DataFrame({"a": [1]})


def test_rows_are_uploaded_as_an_asset() -> None:
    with logged.experiment() as experiment:
        experiment.set_step(4)
        answer = experiment.log_table("t.csv", [[1, 2]], headers=["a", "b"])
    (upload,) = logged.uploads(experiment)
    assert logged.text(upload) == "a,b\r\n1,2\r\n"
    assert upload.kind == "asset"
    assert upload.fields == {
        "fileName": "t.csv",
        "extension": "csv",
        "overwrite": False,
        "step": 4,
    }
    assert answer["assetId"] == upload.asset_id


def test_a_dataframe_is_uploaded_as_one() -> None:
    with logged.experiment() as experiment:
        experiment.log_table("t.json", FRAME, orient="records")
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, upload.fields["type"]) == ("dataframe", "dataframe")
    assert logged.data(upload) == [{"a": 1}]


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_file_that_exists_is_uploaded_as_it_is(tmp_path: Path, as_path: Any) -> None:
    (tmp_path / "t.txt").write_text("anything")
    with logged.experiment() as experiment:
        experiment.log_table(as_path(tmp_path / "t.txt"), [[1]], headers=True)
    (upload,) = logged.uploads(experiment)
    assert (upload.name, logged.text(upload)) == ("t.txt", "anything")
    assert logged.problem_kinds(experiment) == ["argument-ignored"]


def test_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "t.csv").write_text("1")
    with logged.experiment() as experiment:
        experiment.log_table("~/t.csv")
    assert [upload.name for upload in logged.uploads(experiment)] == ["t.csv"]


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("t.csv",), "nothing-logged"),
        (("t.json", [[1]]), "invalid-argument"),
        (("t", [[1]]), "invalid-argument"),
        (("t.tsv", FRAME), "invalid-argument"),
        (("t.html", pd.Series([1])), "unreadable-value"),
    ],
    ids=["no data", "json of rows", "no format", "tsv of a DataFrame", "html of a Series"],
)
def test_what_cannot_be_a_table_is_told(arguments: Any, kind: str) -> None:
    with logged.experiment() as experiment:
        assert experiment.log_table(*arguments) is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == [kind]


@pytest.mark.parametrize(
    ("arguments", "options", "kind"),
    [
        (("t.csv", [{"a": 1, "b": 2}]), {}, "value-altered"),
        (("t.csv", [[1, 2]]), {"index": False}, "argument-ignored"),
        (("t.csv", FRAME), {"headers": ["x"]}, "argument-ignored"),
    ],
    ids=["dictionaries", "options of a DataFrame", "headers of a DataFrame"],
)
def test_what_the_sdk_drops_without_a_word_is_told(arguments: Any, options: Any, kind: str) -> None:
    with logged.experiment() as experiment:
        experiment.log_table(*arguments, **options)
    assert len(logged.uploads(experiment)) == 1
    assert logged.problem_kinds(experiment) == [kind]


@pytest.mark.parametrize(
    ("filename", "error"),
    [(None, TypeError), (5, AttributeError), (Path("t.csv"), ValueError)],
)
def test_other_filenames_fail_as_in_the_sdk(filename: Any, error: type[Exception]) -> None:
    with logged.experiment() as experiment, pytest.raises(error):
        experiment.log_table(filename, [[1]])


def test_text_is_uploaded_under_the_name_that_the_server_replaces() -> None:
    with logged.experiment() as experiment:
        experiment.log_text("hi", step=3, metadata={"a": 1})
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, logged.text(upload)) == ("text-sample", "hi")
    assert (upload.name, upload.step) == ("auto-generated-in-the-backend", 3)
    assert upload.metadata == {"a": 1}


def _profiling(monkeypatch: pytest.MonkeyPatch, name: str, report: Any) -> None:
    module = ModuleType(name)
    module.ProfileReport = report  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)


class Report:
    def __init__(self, frame: Any, **options: Any) -> None:
        self.options = options

    def to_html(self) -> str:
        return f"http://x {self.options}"


@pytest.mark.parametrize("package", ["ydata_profiling", "pandas_profiling"])
def test_a_profile_is_uploaded_with_the_dataframe(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ydata_profiling", None)
    _profiling(monkeypatch, package, Report)
    with logged.experiment() as experiment:
        answer = experiment.log_dataframe_profile(FRAME, name="n", minimal=True)
    profile, frame = logged.uploads(experiment)
    assert (profile.kind, profile.name) == ("dataframe-profile", "n-profile.html")
    assert logged.text(profile) == "https://x {'minimal': True}"
    assert (frame.kind, frame.name) == ("dataframe", "n.json")
    assert answer["profile"]["assetId"] == profile.asset_id


def test_without_a_profiler_the_dataframe_is_uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("ydata_profiling", "pandas_profiling"):
        monkeypatch.setitem(sys.modules, package, None)
    with logged.experiment() as experiment:
        answer = experiment.log_dataframe_profile(FRAME)
    assert [upload.kind for upload in logged.uploads(experiment)] == ["dataframe"]
    assert answer["profile"] is None
    assert logged.problem_kinds(experiment) == ["missing-package"]


def test_a_profiler_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _profiling(monkeypatch, "ydata_profiling", None)
    with logged.experiment() as experiment:
        experiment.log_dataframe_profile(FRAME, log_raw_dataframe=False)
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["call-failed"]


def test_a_profile_needs_a_dataframe() -> None:
    with logged.experiment() as experiment:
        assert experiment.log_dataframe_profile([[1]]) is None
    assert logged.problem_kinds(experiment) == ["invalid-argument"]


def test_a_profile_needs_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with logged.experiment() as experiment:
        assert experiment.log_dataframe_profile([[1]]) is None
    assert logged.problem_kinds(experiment) == ["missing-package"]


def test_tables_of_rows_need_no_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with logged.experiment() as experiment:
        experiment.log_table("t.csv", [[1]])
    assert len(logged.uploads(experiment)) == 1


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("log_table", ("t.csv", [[1]])),
        ("log_text", ("x",)),
        ("log_dataframe_profile", (FRAME,)),
    ],
)
def test_after_the_end_nothing_is_uploaded(method: str, arguments: Any) -> None:
    with logged.experiment() as experiment:
        experiment.end()
        assert getattr(experiment, method)(*arguments) is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["call-after-end"]
