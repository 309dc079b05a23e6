from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fake_comet.sdk.exceptions import NotFound, RemoteModelDownloadException
from fake_comet.session import Session


@pytest.fixture
def api(session: Session) -> Any:
    import comet_ml

    experiment = comet_ml.Experiment(workspace="ws", project_name="proj")
    experiment.log_model("net", io.BytesIO(b"weights"), file_name="sub/w.bin")
    for version, tags, status in (("1.0.0", ["old"], "QA"), (None, ["new"], None)):
        experiment.register_model(
            "net",
            version,
            tags=tags,
            status=status,
            comment="c",
            description="d",
            metadata={"m": 1},
        )
    experiment.end()
    return comet_ml.API()


@pytest.fixture
def model(api: Any) -> Any:
    return api.get_model("ws", "net")


def test_registry_has_what_was_registered(api: Any) -> None:
    assert api.get_registry_model_names("ws") == ["net"]
    assert api.get_registry_model_count("ws") == 1
    assert api.get_registry_model_versions("ws", "net") == ["1.0.0", "1.1.0"]
    details = api.get_registry_model_details("ws", "net")
    assert (details["modelName"], details["description"], details["isPublic"]) == (
        "net",
        "d",
        False,
    )
    assert api.get_registry_model_details("ws", "net", "1.0.0")["comment"] == "c"
    assert api.get_registry_model_details("ws", "net", "9.0.0") is None


def test_unknown_model_is_not_found(api: Any) -> None:
    with pytest.raises(NotFound, match="No such registry model: ws/nope"):
        api.get_model("ws", "nope")
    assert api.get_registry_model_count("elsewhere") == 0


def test_model_tells_of_its_versions(model: Any) -> None:
    assert (model.name, repr(model)) == ("net", "Model('ws', 'net')")
    assert model.find_versions() == ["1.1.0", "1.0.0"]
    assert model.find_versions("1.0") == model.find_versions(tag="old") == ["1.0.0"]
    assert model.find_versions(status="QA") == ["1.0.0"]
    assert (model.tags("1.0.0"), model.status("1.0.0"), model.status("1.1.0")) == (
        ["old"],
        "QA",
        None,
    )
    with pytest.raises(NotFound, match=r"No version 9.0.0 of net"):
        model.get_details("9.0.0")


def test_tags_and_status_can_be_changed(model: Any) -> None:
    model.add_tag("1.0.0", "best")
    model.delete_tag("1.0.0", "old")
    model.set_status("1.0.0", "Production")
    assert (model.tags("1.0.0"), model.status("1.0.0")) == (["best"], "Production")
    changes = [change["value"] for change in model.get_version_history("1.0.0")["history"]]
    assert changes == ["best", "old", "Production"]
    with pytest.raises(TypeError, match='"tag" must be of type'):
        model.add_tag("1.0.0", 5)


def test_metadata_can_be_changed(model: Any) -> None:
    model.update_registry_model_metadata({"n": 2}, version="1.0.0")
    item = model.get_details("1.0.0")["registryModelItemId"]
    assert model.get_registry_model_metadata(model_item_id=item) == [
        {"key": "m", "value": 1},
        {"key": "n", "value": 2},
    ]
    with pytest.raises(NotFound):
        model.get_registry_model_metadata(model_item_id="nope")
    with pytest.raises(ValueError, match="version should be provided"):
        model.get_registry_model_metadata()
    with pytest.raises(ValueError, match="either version or model_item_id"):
        model.update_registry_model_metadata({})


def test_status_configuration_can_be_changed(model: Any) -> None:
    from fake_comet.sdk.api.status import ModelStatusConfiguration

    assert model.get_registry_model_status_configuration("1.0.0") is None
    wanted = ModelStatusConfiguration.from_parameters_dict(
        {"status": "QA", "status_configuration_items": [{"key": "k", "value": "v"}]}
    )
    model.update_registry_model_status_configuration(wanted, "1.0.0")
    found = model.get_registry_model_status_configuration("1.0.0")
    assert (found.status, found.status_configuration_items) == (
        "QA",
        wanted.status_configuration_items,
    )
    with pytest.raises(ValueError, match="version should be provided"):
        model.get_registry_model_status_configuration()
    wanted.model_item_id = None
    with pytest.raises(ValueError, match="version should be provided"):
        model.update_registry_model_status_configuration(wanted)


@pytest.mark.parametrize("given", [{}, {"comment": "no status"}])
def test_status_configuration_needs_a_status(session: Session, given: dict[str, Any]) -> None:
    from fake_comet.sdk.api.status import ModelStatusConfiguration

    with pytest.raises(ValueError, match="Status configuration dictionary"):
        ModelStatusConfiguration.from_parameters_dict(given)


def test_model_is_downloaded(model: Any, tmp_path: Path, session: Session) -> None:
    model.download("1.0.0", tmp_path)
    assert (tmp_path / "sub" / "w.bin").read_bytes() == b"weights"
    assert [row["fileName"] for row in model.get_assets("1.0.0")] == ["sub/w.bin"]
    model.download("1.0.0", expand=False)
    assert len(list(session.folder.rglob("w.bin"))) == 1
    with pytest.raises(RemoteModelDownloadException, match="Cannot get asset list for Model"):
        model.download("9.0.0")


@pytest.mark.parametrize(
    ("link", "problem"), [("https://h/w.bin", "sdk-warning"), ("s3://b/w.bin", None)]
)
def test_links_of_a_model_are_not_followed(
    session: Session, link: str, problem: str | None
) -> None:
    import comet_ml

    experiment = comet_ml.Experiment(workspace="ws")
    experiment.log_remote_model("far", link, sync_mode=False)
    experiment.register_model("far", "1.0.0")
    model = comet_ml.API().get_model("ws", "far")
    if problem is None:
        with pytest.raises(RemoteModelDownloadException, match=r"Cannot download Asset w.bin"):
            model.download("1.0.0")
    else:
        model.download("1.0.0")
        told = [found.message for found in session.problems if found.kind == problem]
        assert told[0].startswith("Unsupported remote asset's link")


def test_deprecated_methods_of_the_api_still_work(
    api: Any, tmp_path: Path, session: Session
) -> None:
    api.add_registry_model_version_stage("ws", "net", "1.0.0", "best")
    api.delete_registry_model_version_stage("ws", "net", "1.0.0", "old")
    api.update_registry_model_version("ws", "net", "1.1.0", comment="new", stages=["s"])
    assets = api.get_model_registry_version_assets("ws", "net", stage="best")
    latest = api.get_latest_registry_model_version_details("ws", "net", version_major=1)
    assert (assets["version"], assets["stages"]) == ("1.0.0", ["best"])
    assert (latest["versions"][0]["version"], latest["versions"][0]["comment"]) == ("1.1.0", "new")
    api.download_registry_model("ws", "net", "1.0.0", str(tmp_path))
    api.download_registry_model("ws", "net", output_path=str(tmp_path), expand=False)
    assert (tmp_path / "sub" / "w.bin").read_bytes() == b"weights"
    assert zipfile.ZipFile(tmp_path / "net_latest.zip").namelist() == ["sub/w.bin"]
    assert {problem.kind for problem in session.problems} >= {"deprecated"}
    with pytest.raises(ValueError, match="version OR stage"):
        api.download_registry_model("ws", "net", "1.0.0", stage="s")
    with pytest.raises(NotFound):
        api.get_latest_registry_model_version_details("ws", "net", version_major=7)


def test_registry_can_be_changed(api: Any) -> None:
    api.update_registry_model_notes("ws", "net", "mind this")
    assert api.get_registry_model_notes("ws", "net") == "mind this"
    api.update_registry_model("ws", "net", "renamed", description="new", public=True)
    details = api.get_registry_model_details("ws", "renamed")
    assert (details["description"], details["isPublic"]) == ("new", True)
    api.delete_registry_model_version("ws", "renamed", "1.0.0")
    assert api.get_registry_model_versions("ws", "renamed") == ["1.1.0"]
    api.delete_registry_model("ws", "renamed")
    assert api.get_registry_model_names("ws") == []
    assert "Production" in api.model_registry_allowed_status_values("ws")


def test_models_need_a_new_enough_server(session: Session) -> None:
    from comet_ml import Model

    assert str(Model.minimal_backend()).count(".") == 2
