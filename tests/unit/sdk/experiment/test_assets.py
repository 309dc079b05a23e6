from __future__ import annotations

import io
import logging
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk import state
from fake_comet.sdk.exceptions import AssetIsTooBig, CometDebugException
from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    return str(path)


def test_file_is_uploaded_under_its_name(experiment: Any, file: str) -> None:
    urls = experiment.log_asset(file, overwrite=True, metadata={"a": 1})
    (upload,) = logged.uploads(experiment)
    assert upload.fields == {"fileName": "a.txt", "extension": "txt", "overwrite": True}
    assert (upload.kind, logged.text(upload), upload.metadata) == ("asset", "hello", {"a": 1})
    where = f"assetId={upload.asset_id}&experimentKey={experiment.id}"
    assert urls == {
        "web": f"https://www.comet.com/api/asset/download?{where}",
        "api": f"https://www.comet.com/api/rest/v2/experiment/asset/get-asset?{where}",
        "assetId": upload.asset_id,
    }


def test_archive_knows_no_addresses(file: str) -> None:
    with logged.experiment(online=False) as experiment:
        urls = experiment.log_asset(file)
        (upload,) = logged.uploads(experiment)
    assert urls == {"web": None, "api": None, "assetId": upload.asset_id}


def test_file_is_read_at_the_call(experiment: Any, file: str) -> None:
    experiment.log_asset(file)
    Path(file).write_text("changed")
    assert logged.text(logged.uploads(experiment)[0]) == "hello"


def test_metadata_is_copied(experiment: Any, file: str) -> None:
    metadata = {"a": [1]}
    experiment.log_asset(file, metadata=metadata)
    metadata["a"].append(2)
    assert logged.uploads(experiment)[0].metadata == {"a": [1]}


def test_plain_dictionaries_only_online(file: str) -> None:
    with logged.experiment() as online:
        online.log_asset(file, metadata=OrderedDict(a=1))
    with logged.experiment(online=False) as offline:
        offline.log_asset(file, metadata=OrderedDict(a=1))
    assert logged.uploads(online)[0].metadata == {}
    assert logged.problem_kinds(online)[0] == "metadata-ignored"
    assert logged.uploads(offline)[0].metadata == {"a": 1}


def test_step_is_a_whole_number_and_sticks(experiment: Any, file: str) -> None:
    experiment.log_asset(file, step=1.7)
    assert logged.uploads(experiment)[0].step == 1
    assert experiment.curr_step == 1


def test_asset_carries_the_context(experiment: Any, file: str) -> None:
    with experiment.train():
        experiment.log_asset(file)
    assert logged.uploads(experiment)[0].context == "train"


def test_file_object_needs_a_name(experiment: Any) -> None:
    with pytest.raises(TypeError, match="file_name shouldn't be None"):
        experiment.log_asset(io.BytesIO(b"x"))
    experiment.log_asset(io.BytesIO(b"x"), file_name="x.bin")
    assert logged.uploads(experiment)[0].fields["extension"] == "bin"


@pytest.mark.parametrize("given", ["/no/such/file", "", b"bytes", "https://www.comet.com/a.png"])
def test_missing_file_is_a_problem(
    experiment: Any, given: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert experiment.log_asset(given) is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["missing-file"]
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("comet_ml.experiment", logging.ERROR)
    assert record.getMessage().startswith(f"We failed to read file {given!r} for uploading.")


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (None, TypeError, "file_data cannot be None"),
        ({"a": 1}, TypeError, "stat: path should be"),
        (5, TypeError, "Unsupported upload input <class 'int'>"),
        ("/", AttributeError, "'FolderUpload' object has no attribute 'size'"),
    ],
)
def test_what_is_no_file_raises(
    experiment: Any, given: Any, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        experiment.log_asset(given)


def test_error_mode_raises_for_a_missing_file(experiment: Any) -> None:
    state.error_mode()
    with pytest.raises(CometDebugException, match="We failed to read file"):
        experiment.log_asset("/no/such/file")


def test_unreadable_file_is_a_problem(experiment: Any, file: str) -> None:
    assert experiment.log_asset(file.encode()) is None  # the SDK finds it, and then does not
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_unreadable_file_object_raises(experiment: Any, file: str) -> None:
    with open(file, "w") as given, pytest.raises(io.UnsupportedOperation):
        experiment.log_asset(given, "a.txt")


def test_too_large_a_file_is_not_uploaded(experiment: Any, file: str) -> None:
    experiment.asset_upload_limit = 4
    assert experiment.log_asset(file) is None
    assert logged.problem_kinds(experiment) == ["file-too-big"]
    state.error_mode()
    with pytest.raises(AssetIsTooBig, match="size 5 is greater than the upload limit 4"):
        experiment.log_asset(file)


def test_copy_to_tmp_has_no_effect(experiment: Any, file: str) -> None:
    experiment.log_asset(file, copy_to_tmp=False)
    assert len(logged.uploads(experiment)) == 1
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_step_may_be_required(experiment: Any, file: str) -> None:
    with pytest.raises(TypeError, match="Step is mandatory"):
        experiment._log_asset(file, require_step=True)
    with pytest.raises(TypeError, match="Step is mandatory"):
        experiment._log_asset_data("x", file_name="x", require_step=True)


def test_nothing_is_uploaded_after_the_end(experiment: Any, file: str) -> None:
    experiment.end()
    assert experiment.log_asset(file) is None
    assert experiment.log_asset_data("x") is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["call-after-end"] * 2


@pytest.mark.parametrize(
    ("data", "wanted"), [("text", b"text"), (b"bytes", b"bytes"), ({"a": 1}, b'{"a":1}')]
)
def test_data_is_uploaded_as_text_or_json(experiment: Any, data: Any, wanted: bytes) -> None:
    experiment.log_asset_data(data, name="d.json", epoch=2, step=3)
    (upload,) = logged.uploads(experiment)
    assert upload.content is not None
    assert upload.content.data == wanted
    assert (upload.name, upload.step, upload.epoch) == ("d.json", 3, 2)
    assert upload.fields["extension"] == "json"


def test_data_without_a_name_is_called_data(experiment: Any) -> None:
    experiment.log_asset_data("x")
    assert logged.uploads(experiment)[0].name == "data"


def test_data_under_the_old_name_of_the_argument(experiment: Any) -> None:
    experiment.log_asset_data("x", file_name="old.txt")
    assert logged.uploads(experiment)[0].name == "old.txt"
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_data_that_is_no_json_is_not_uploaded(experiment: Any) -> None:
    assert experiment.log_asset_data(object()) is None
    assert logged.problem_kinds(experiment) == ["unreadable-value"]


@pytest.mark.parametrize("method", ["log_asset_data", "log_text"])
def test_text_that_has_no_utf_8_is_not_uploaded(experiment: Any, method: str) -> None:
    getattr(experiment, method)("\ud800")
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["unreadable-value"]


def test_data_must_not_be_a_file(experiment: Any, file: str) -> None:
    for given in (file, io.BytesIO(b"x")):
        with pytest.raises(TypeError, match="Unsupported upload input"):
            experiment.log_asset_data(given)


def test_data_must_have_a_name(experiment: Any) -> None:
    with pytest.raises(TypeError, match="fileName value must not be None"):
        experiment._log_asset_data("x")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    made = tmp_path / "folder"
    (made / "sub").mkdir(parents=True)
    (made / "x.json").write_text("{}")
    (made / "sub" / "y.txt").write_text("y")
    return str(made)


def _names(experiment: Any) -> list[str | None]:
    return sorted(str(upload.name) for upload in logged.uploads(experiment))


def test_folder_is_uploaded_under_its_name(experiment: Any, folder: str) -> None:
    urls = experiment.log_asset_folder(folder, log_file_name=True, recursive=True, step=2)
    assert _names(experiment) == ["folder/sub/y.txt", "folder/x.json"]
    assert sorted(name for name, _ in urls) == ["x.json", "y.txt"]
    assert logged.uploads(experiment)[0].step == 2


def test_folder_without_what_is_below(experiment: Any, folder: str) -> None:
    experiment.log_asset_folder(folder, log_file_name=False)
    assert _names(experiment) == ["x.json"]
    assert logged.problem_kinds(experiment) == []


def test_folder_wants_to_know_whether_names_are_kept(experiment: Any, folder: str) -> None:
    experiment.log_asset_folder(folder)
    assert _names(experiment) == ["x.json"]
    assert logged.problem_kinds(experiment) == ["deprecated"]


def test_no_folder_is_a_problem(experiment: Any, file: str) -> None:
    assert experiment.log_asset_folder(file, log_file_name=True) is None
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_empty_folder_is_a_problem(experiment: Any, tmp_path: Path) -> None:
    assert experiment.log_asset_folder(str(tmp_path), log_file_name=True) is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_failure_inside_a_folder_ends_it(
    experiment: Any, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.getsize", lambda path: 1 / 0)
    assert experiment.log_asset_folder(folder, log_file_name=True) is None
    assert logged.problem_kinds(experiment) == ["call-failed"]


@pytest.mark.parametrize("method", ["log_tensorboard_folder", "log_tensorflow_folder"])
def test_tensorboard_folder(experiment: Any, folder: str, method: str) -> None:
    getattr(experiment, method)(folder + "/", metadata={"a": 1})
    assert _names(experiment) == ["folder/sub/y.txt", "folder/x.json"]
    upload = logged.uploads(experiment)[0]
    assert (upload.kind, upload.fields["type"]) == ("tensorflow-file", "tensorflow-file")
    assert upload.metadata == {"a": 1}
