from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "train.py"
    path.write_text("x = 1")
    (tmp_path / "notes.md").write_text("no code")
    return str(path)


def test_code_is_that_of_the_caller(experiment: Any) -> None:
    ((name, _),) = experiment.log_code()
    (upload,) = logged.uploads(experiment)
    assert name == upload.name == __file__
    assert "test_code_is_that_of_the_caller" in logged.text(upload)
    assert (upload.kind, upload.metadata) == ("source_code", {"source_code_type": "manual"})


def test_code_of_a_file(experiment: Any, script: str) -> None:
    experiment.log_code(script)
    experiment.log_code(script, code_name="other.py", overwrite=True)
    first, second = logged.uploads(experiment)
    assert (first.name, second.name) == (script, "other.py")
    assert second.fields["overwrite"] is True


def test_code_of_a_folder_is_what_looks_like_code(experiment: Any, script: str) -> None:
    found = experiment.log_code(folder=str(Path(script).parent))
    assert [name for name, _ in found] == ["train.py"]


def test_code_as_text_needs_a_name(experiment: Any) -> None:
    assert experiment.log_code(code="x") is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]
    experiment.log_code(code="x", code_name="n.py")
    assert logged.text(logged.uploads(experiment)[0]) == "x"


def test_code_comes_from_one_place_only(experiment: Any, script: str) -> None:
    assert experiment.log_code(script, code="x") is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_missing_code_is_a_problem(experiment: Any) -> None:
    assert experiment.log_code("/no/such/file.py") is None
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_code_changes_the_metadata_it_is_given(experiment: Any) -> None:
    metadata = {"a": 1}
    experiment.log_code(code="x", code_name="n", metadata=metadata)
    assert metadata == {"a": 1, "source_code_type": "manual"}


def test_code_of_no_caller(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspect.getmodule", lambda frame: None)
    assert experiment.log_code() is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_code_of_a_notebook_is_not_found(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(get_ipython=lambda: object())
    monkeypatch.setitem(sys.modules, "IPython", shell)
    assert experiment.log_code() is None
    (problem,) = experiment._recorder.problems()
    assert "jupyter notebook" in problem.message


def test_set_code_is_taken_once(experiment: Any) -> None:
    experiment.set_code("x")
    experiment.set_code("y")
    experiment.set_code("z", overwrite=True)
    assert [logged.text(upload) for upload in logged.uploads(experiment)] == ["x", "z"]
    kinds = logged.problem_kinds(experiment)
    assert sorted(kinds) == ["deprecated", "deprecated", "nothing-logged"]


def test_set_code_of_a_framework_is_silently_taken_once(experiment: Any) -> None:
    experiment._set_code("x", framework="keras")
    experiment._set_code("y", framework="keras")
    assert len(logged.uploads(experiment)) == 1
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_set_code_of_a_file(experiment: Any, script: str) -> None:
    experiment.set_code(filename=script)
    assert logged.uploads(experiment)[0].name == script
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_set_code_prefers_text_to_a_file(experiment: Any, script: str) -> None:
    experiment.set_code("x", filename=script)
    assert [upload.name for upload in logged.uploads(experiment)] == ["Default"]


def test_set_code_of_a_missing_file(experiment: Any) -> None:
    experiment.set_code(filename="/no/such/file.py")
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_set_code_of_a_number_is_not_the_file_with_that_descriptor(
    experiment: Any, script: str
) -> None:
    with open(script) as file:
        experiment.set_code(filename=file.fileno())
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_notebook(experiment: Any, tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text("{}")
    assert experiment.log_notebook(str(path), overwrite=True)
    (upload,) = logged.uploads(experiment)
    assert (upload.kind, upload.name, upload.fields["overwrite"]) == ("notebook", "n.ipynb", True)


@pytest.mark.parametrize("given", [Path("a.ipynb"), None, "a.txt"])
def test_notebook_is_text_with_an_ending(experiment: Any, given: Any) -> None:
    with pytest.raises(ValueError, match="filename should be"):
        experiment.log_notebook(given)
