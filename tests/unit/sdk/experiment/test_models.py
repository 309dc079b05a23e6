from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fake_comet.recording.records import Graph
from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "model"
    made.mkdir()
    (made / "w.bin").write_bytes(b"weights")
    return made


def _graphs(experiment: Any) -> list[str]:
    return [record.graph for record in experiment._recorder.records if isinstance(record, Graph)]


def test_model_file(experiment: Any, folder: Path) -> None:
    experiment.log_model("m", str(folder / "w.bin"), overwrite=True, metadata={"a": 1})
    (upload,) = logged.uploads(experiment)
    assert upload.kind == upload.fields["type"] == "model-element"
    assert (upload.name, upload.fields["groupingName"]) == ("w.bin", "m")
    assert (upload.fields["overwrite"], upload.metadata) == (True, {"a": 1})


@pytest.mark.parametrize(("prepend", "name"), [(True, "model/w.bin"), (False, "w.bin")])
def test_model_folder(experiment: Any, folder: Path, prepend: bool, name: str) -> None:
    experiment.log_model("m", str(folder), prepend_folder_name=prepend)
    assert [upload.name for upload in logged.uploads(experiment)] == [name]


def test_model_as_a_file_object(experiment: Any) -> None:
    experiment.log_model("m", io.BytesIO(b"x"), file_name=Path("sub") / "w.bin")
    assert logged.uploads(experiment)[0].name == "sub/w.bin"


def test_model_at_a_path_object_is_not_found(experiment: Any, folder: Path) -> None:
    assert experiment.log_model("m", folder) is None
    assert logged.problem_kinds(experiment) == ["missing-file"]
    (problem,) = experiment._recorder.problems()
    assert problem.message.startswith("Error logging the model 'm', no such file or directory")


def test_model_is_one_call_in_the_journal(experiment: Any, folder: Path) -> None:
    experiment.log_model("m", str(folder), copy_to_tmp=False)
    experiment._log_model("m", str(folder))
    _, *made = experiment._recorder.journal.calls()
    assert [call.method for call in made] == ["log_model"] * 2
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_graph_is_taken_once(experiment: Any) -> None:
    experiment.set_model_graph("g")
    experiment.set_model_graph("h")
    experiment.set_model_graph("i", overwrite=True)
    assert _graphs(experiment) == ["g", "i"]
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_graph_of_a_framework_is_silently_taken_once(experiment: Any) -> None:
    experiment._set_model_graph("g", framework="keras")
    experiment.__internal_api__set_model_graph__("h", framework="keras")
    assert _graphs(experiment) == ["g"]
    assert logged.problem_kinds(experiment) == []


@pytest.mark.parametrize("graph", [None, "", 0, {}])
def test_empty_graph_is_left_out(experiment: Any, graph: Any) -> None:
    experiment.set_model_graph(graph)
    assert _graphs(experiment) == []


class Sorted:
    def to_json(self, sort_keys: bool = False) -> str:
        return f"sorted {sort_keys}"


class Plain:
    def to_json(self) -> dict[str, int]:
        return {"a": 1}


class Yaml:
    def to_yaml(self) -> str:
        return "yaml"


@pytest.mark.parametrize(
    ("graph", "text"),
    [(Sorted(), "sorted True"), (Plain(), "{'a': 1}"), (Yaml(), "yaml"), ({"a": 1}, "{'a': 1}")],
)
def test_graph_as_text(experiment: Any, graph: Any, text: str) -> None:
    experiment.set_model_graph(graph)
    assert _graphs(experiment) == [text]


def test_graph_that_has_no_text(experiment: Any) -> None:
    class Broken:
        def __str__(self) -> str:
            raise ValueError

    experiment.set_model_graph(Broken())
    assert _graphs(experiment) == ["Unable to convert model to a string"]
    assert logged.problem_kinds(experiment) == ["value-altered"]


class TensorflowGraph:
    def as_graph_def(self) -> str:
        return "definition"

    def __str__(self) -> str:
        return "as text"


TensorflowGraph.__name__ = "Graph"


def test_graph_of_tensorflow(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    json_format = ModuleType("json_format")
    json_format.MessageToJson = lambda graph, sort_keys: f"json of {graph}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "google.protobuf.json_format", json_format)
    experiment.set_model_graph(TensorflowGraph())
    assert _graphs(experiment) == ["json of definition"]


def test_graph_of_tensorflow_without_protobuf(
    experiment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "google.protobuf.json_format", None)
    experiment.set_model_graph(TensorflowGraph())
    assert _graphs(experiment) == ["as text"]
    assert logged.problem_kinds(experiment) == ["sdk-warning"]
