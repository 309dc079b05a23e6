from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk.exceptions import CometRestApiValueError, NotFound
from fake_comet.session import Session
from tests.support import served


def _asset(run: Any, name: str) -> dict[str, Any]:
    (found,) = [row for row in run.get_asset_list() if row["fileName"] == name]
    return dict(found)


def test_assets_are_listed_with_what_is_known_of_them(run: Any) -> None:
    row = _asset(run, "data.json")
    assert (row["type"], row["step"], row["fileSize"], row["remote"]) == ("asset", 2, 7, False)
    assert (row["experimentKey"], row["metadata"]) == (run.id, None)
    assert f"assetId={row['assetId']}" in row["link"]


def test_list_can_be_of_one_type(run: Any) -> None:
    assert [row["fileName"] for row in run.get_asset_list("model-element")] == ["w.bin"]
    assert run.get_asset_list("audio") == []


def test_pictures_are_of_type_image(session: Session) -> None:
    import comet_ml
    import numpy as np

    experiment = comet_ml.Experiment()
    experiment.log_image(np.zeros((4, 4, 3)), name="pic", metadata={"a": 1})
    experiment.end()
    (row,) = served.read(experiment.id).get_asset_list("image")
    assert (row["fileName"], row["image"], row["canView"], row["dir"]) == (
        "pic",
        True,
        True,
        "images",
    )
    assert row["metadata"] == '{"a": 1}'


@pytest.mark.parametrize(
    ("form", "content"), [("binary", b'{"a":1}'), ("text", '{"a":1}'), ("json", {"a": 1})]
)
def test_content_comes_in_the_form_asked_for(run: Any, form: str, content: Any) -> None:
    assert run.get_asset(_asset(run, "data.json")["assetId"], return_type=form) == content


def test_content_can_come_as_a_response(run: Any) -> None:
    response = run.get_asset(_asset(run, "data.json")["assetId"], return_type="response")
    assert response
    assert (response.status_code, response.text, response.json()) == (200, '{"a":1}', {"a": 1})
    assert b"".join(response.iter_content(2)) == b'{"a":1}'
    response.raise_for_status()
    response.close()


def test_unknown_form_and_unknown_asset_are_refused(run: Any) -> None:
    with pytest.raises(CometRestApiValueError, match="invalid return_type 'xml'"):
        run.get_asset(_asset(run, "data.json")["assetId"], return_type="xml")
    with pytest.raises(NotFound, match="No such asset: nope"):
        run.get_asset("nope")


def test_assets_are_found_by_name(run: Any, session: Session) -> None:
    assert run.get_assets_by_name("data.json", return_type="json") == [{"a": 1}]
    assert run.get_assets_by_name("nope") is None
    assert run.get_asset_by_name("data.json") == b'{"a":1}'
    assert run.get_asset_by_name("nope") is None
    assert "deprecated" in [problem.kind for problem in session.problems]


def test_deleted_asset_is_gone_from_the_server_only(run: Any, session: Session) -> None:
    run.delete_asset(_asset(run, "data.json")["assetId"])
    assert run.get_assets_by_name("data.json") is None
    assert "data.json" in session.experiment.assets


def test_curves_are_read_with_their_step(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    experiment.log_curve("c", [1, 2], [3, 4], step=5)
    experiment.log_asset_data({"x": [1]}, name="not a curve")
    run = served.read(experiment.id)
    (curve,) = run.get_curves()
    assert (curve["name"], curve["x"], curve["step"]) == ("c", [1, 2], 5)
    other = run.get_asset_list("asset")[0]["assetId"]
    assert run.get_curve(other) == {"x": [1]}


def test_model_is_told_and_downloaded(run: Any, tmp_path: Path, session: Session) -> None:
    assert run.get_model_names() == ["net"]
    assert [row["fileName"] for row in run.get_model_asset_list("net")] == ["w.bin"]
    assert run.get_model_data("net") == run.get_model_asset_list("net")
    assert run.get_model_asset_list("nope") == []
    run.download_model("net", str(tmp_path))
    assert (tmp_path / "w.bin").read_bytes() == b"weights"
    run.download_model("net", str(tmp_path), expand=False)
    assert zipfile.ZipFile(tmp_path / "net.zip").namelist() == ["w.bin"]
    with pytest.raises(NotFound, match="No such model: nope"):
        run.download_model("nope")


def test_remote_model_is_told_as_links(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    experiment.log_remote_model("far", "https://h/w.bin", sync_mode=False)
    run = served.read(experiment.id)
    (row,) = run.get_model_asset_list("far")
    assert (row["link"], row["remote"], row["fileName"]) == ("https://h/w.bin", True, "w.bin")


def test_registered_model_is_in_the_registry(run: Any) -> None:
    import comet_ml

    run.register_model("net", version="2.0.0", tags=["t"], registry_name="My Net", stages=["s"])
    assert comet_ml.API().get_registry_model_names("ws") == ["my-net"]
    assert comet_ml.API().get_registry_model_versions("ws", "my-net") == ["2.0.0"]


def test_model_that_was_not_logged_cannot_be_registered(run: Any) -> None:
    with pytest.raises(
        ValueError, match=r"Invalid experiment model name: 'x'; should be one of \['net'\]"
    ):
        run.register_model("x", workspace="other")


def test_tensorflow_folder_is_downloaded(session: Session, tmp_path: Path) -> None:
    import comet_ml

    source = tmp_path / "logs" / "sub"
    source.mkdir(parents=True)
    (source / "events").write_bytes(b"e")
    experiment = comet_ml.Experiment()
    experiment.log_tensorflow_folder(str(tmp_path / "logs"))
    run = served.read(experiment.id)
    for _ in range(2):
        run.download_tensorflow_folder(str(tmp_path / "out"))
    (written,) = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written.read_bytes() == b"e"
    assert "already exists" in session.problems[-1].message


def test_experiment_without_a_tensorflow_folder_is_refused(run: Any) -> None:
    with pytest.raises(ValueError, match="No Tensorflow folder"):
        run.download_tensorflow_folder()


def test_asset_is_downloaded_by_the_api(run: Any, tmp_path: Path) -> None:
    import comet_ml

    path = tmp_path / "x"
    comet_ml.API().download_experiment_asset(run.id, _asset(run, "data.json")["assetId"], str(path))
    assert path.read_bytes() == b'{"a":1}'


def test_link_has_no_content(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    experiment.log_remote_asset("https://h/x.csv")
    run = served.read(experiment.id)
    (row,) = run.get_asset_list()
    assert (row["link"], row["remote"]) == ("https://h/x.csv", True)
    assert run.get_asset(row["assetId"]) == b""
