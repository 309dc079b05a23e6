import dataclasses

import pytest

from fake_comet.recording.records import Content, Tag, Upload


def test_records_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Tag(tag="a").tag = "b"


def test_content_is_made_when_first_read_and_only_once():
    made = []
    content = Content(lambda: made.append(1) or b"x")
    assert repr(content) == "Content(not encoded yet)"
    assert not made
    assert (content.data, content.data, len(content)) == (b"x", b"x", 1)
    assert made == [1]
    assert repr(content) == "Content(1 bytes)"


def test_an_upload_reads_its_fields():
    picture = Upload(kind="visualization", fields={"figName": "a", "step": 3})
    file = Upload(kind="asset", fields={"fileName": "b", "epoch": 1, "context": "train"})
    assert (picture.name, picture.step, picture.epoch, picture.context) == ("a", 3, None, None)
    assert (file.name, file.step, file.epoch, file.context) == ("b", None, 1, "train")
    assert Upload(kind="asset", fields={}).name is None
