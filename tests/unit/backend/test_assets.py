"""Uploads become uploads again, their fields in the types in which the SDK had them."""

from __future__ import annotations

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import RemoteModel, Upload
from fake_comet.session import Session
from tests.unit.backend.conftest import API, KEY, OWN, Ask, kinds, of_experiment, told, uploaded

UPLOAD = f"{OWN}/asset/upload"


def only(recording: Recording) -> Upload:
    (found,) = list(recording.of_type(Upload))
    return found


def test_file_is_recorded_with_its_fields(recording: Recording, backend: Backend) -> None:
    query = (
        f"experimentId={KEY}&projectId=p&runId=r&assetId=a1&fileName=x.txt&overwrite=False"
        "&step=3&epoch=0&context=train&extension=txt"
    )
    backend.answer(uploaded(UPLOAD, query, file=("file", b"abc"), metadata='{"a": [1]}'))
    upload = only(recording)
    assert (upload.kind, upload.asset_id, upload.metadata) == ("asset", "a1", {"a": [1]})
    assert upload.content is not None
    assert upload.content.data == b"abc"
    assert upload.fields == {
        "fileName": "x.txt",
        "overwrite": False,
        "step": 3,
        "epoch": 0,
        "context": "train",
        "extension": "txt",
    }


def test_type_of_the_query_is_the_kind(recording: Recording, backend: Backend) -> None:
    query = f"experimentId={KEY}&fileName=a.wav&type=audio&sampleRate=8000.5"
    backend.answer(uploaded(UPLOAD, query, file=("file", b".")))
    assert (only(recording).kind, only(recording).fields["sampleRate"]) == ("audio", 8000.5)


def test_link_has_no_content(recording: Recording, backend: Backend) -> None:
    query = f"experimentId={KEY}&fileName=k&isRemote=True"
    backend.answer(uploaded(UPLOAD, query, link=("link", "s3://b/ä")))
    upload = only(recording)
    assert (upload.link, upload.content) == ("s3://b/ä", None)
    assert upload.fields["isRemote"] is True


def test_picture_has_its_own_identifier(recording: Recording, backend: Backend) -> None:
    query = f"experimentId={KEY}&figName=im&figCounter=2&imageId=i1"
    answer = backend.answer(uploaded(f"{OWN}/visualizations/upload", query, file=("file", b"png")))
    upload = only(recording)
    assert (upload.kind, upload.name, upload.asset_id) == ("visualization", "im", "i1")
    assert upload.fields["figCounter"] == 2
    assert told(answer)["imageId"] == "i1"


def test_git_patch_is_an_upload(recording: Recording, backend: Backend) -> None:
    query = f"experimentId={KEY}"
    backend.answer(uploaded(f"{OWN}/git-patch/upload", query, file=("file", b"zip")))
    assert only(recording).kind == "git-patch"


def test_api_may_put_metadata_into_the_query(recording: Recording, backend: Backend) -> None:
    query = f"experimentKey={KEY}&fileName=a&metadata=m"
    backend.answer(uploaded(f"{API}/write/experiment/upload-asset", query, file=("file", b"x")))
    assert only(recording).metadata == "m"


@pytest.mark.parametrize(
    ("query", "parts", "reason"),
    [
        (f"experimentId={KEY}", {"other": ("f", b"")}, "there is no part 'file'"),
        (f"experimentId={KEY}", {"file": ("f", b""), "metadata": "{"}, "metadata is not JSON"),
        ("experimentId=nobody", {"file": ("f", b"")}, "there is no experiment 'nobody'"),
        (f"experimentId={KEY}", {"link": ("link", b"\xff")}, "the link is not text"),
        (
            f"experimentId={KEY}&artifactVersionId=v",
            {"file": ("f", b"")},
            "there is no open artifact version 'v'",
        ),
    ],
)
def test_upload_that_is_not_whole_is_a_problem(
    recording: Recording,
    backend: Backend,
    session: Session,
    query: str,
    parts: dict[str, str],
    reason: str,
) -> None:
    response = backend.answer(uploaded(UPLOAD, query, **parts))
    assert response.status == 400
    assert reason in told(response)["msg"]
    assert kinds(session) == ["malformed-request"]


def test_deleted_asset_is_gone_from_the_server_only(
    recording: Recording, backend: Backend, get: Ask
) -> None:
    query = f"experimentId={KEY}&assetId=a1&fileName=x"
    backend.answer(uploaded(UPLOAD, query, file=("file", b"abc")))
    get(f"{API}/write/experiment/asset/delete", experimentKey=KEY, assetId="a1")
    assert get(f"{API}/experiment/asset/list", experimentKey=KEY) == {"assets": []}
    assert len(recording.assets) == 1


def test_remote_model_keeps_its_files(recording: Recording, post: Ask) -> None:
    entity = {"remoteUrl": "s3://b/m", "fileName": "m", "assetId": "x", "metadata": '{"a": 1}'}
    body = of_experiment(modelName="net", remoteEntities=[entity])
    post(f"{OWN}/asset/log-remote-model", body)
    (model,) = list(recording.of_type(RemoteModel))
    assert model.assets == ({"remoteUrl": "s3://b/m", "fileName": "m", "metadata": {"a": 1}},)
