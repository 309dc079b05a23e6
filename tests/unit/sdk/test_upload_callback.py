from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fake_comet.sdk.upload_callback import get_s3_uploader


class Client:
    """Takes objects as the client of boto3 does."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.refuses = False

    def put_object(self, **fields: Any) -> str:
        if self.refuses:
            raise OSError("no")
        self.taken.append({**fields, "Body": fields["Body"].read()})
        return "thanks"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Client()
    boto3 = ModuleType("boto3")
    boto3.client = lambda service: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "boto3", boto3)
    return made


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "e.zip"
    path.write_bytes(b"zip")
    return str(path)


@pytest.mark.parametrize(("key", "wanted"), [(None, "e.zip"), ("k", "k")])
def test_archive_is_put_into_the_bucket(
    client: Client, archive: str, key: str | None, wanted: str
) -> None:
    get_s3_uploader("b", key, ACL="private")(archive)
    assert client.taken == [{"Body": b"zip", "Bucket": "b", "Key": wanted, "ACL": "private"}]


def test_failure_is_only_logged(
    client: Client, archive: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.refuses = True
    get_s3_uploader("b")(archive)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert (
        record.getMessage() == "Upload to S3 failed, bucket: 'b', key: 'e.zip', extra arguments: {}"
    )


def test_boto3_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(ImportError, match="boto3"):
        get_s3_uploader("b")
