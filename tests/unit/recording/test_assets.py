import pytest

from fake_comet.errors import MissingName, UnreadableContent
from fake_comet.recording.assets import JsonAsset
from fake_comet.recording.records import Content
from tests.support.recordings import log_upload, new_recording


@pytest.fixture
def recording():
    return new_recording()


def test_assets_hold_every_upload_of_any_kind(recording):
    log_upload(recording, "asset", b"a", name="a.txt")
    log_upload(recording, "visualization", b"p", name="val_0")
    log_upload(recording, "asset", b"b", name="a.txt")
    assert list(recording.assets) == ["a.txt", "val_0"]
    assert [asset.content for asset in recording.assets["a.txt"]] == [b"a", b"b"]
    assert [asset.type for asset in recording.assets.all] == ["asset", "visualization", "asset"]
    assert repr(recording.assets) == "<3 uploads: 'a.txt', 'val_0'>"


def test_an_asset_tells_how_it_was_logged(recording):
    log_upload(
        recording, "asset", b"a", name="a", step=3, epoch=1, context="train", metadata={"k": [1]}
    )
    (asset,) = recording.assets["a"]
    assert (asset.name, asset.step, asset.epoch, asset.context) == ("a", 3, 1, "train")
    assert asset.fields["fileName"] == "a"
    assert not asset.overwrite
    assert repr(asset) == "<Asset 'a', step 3, epoch 1, context 'train'>".replace(
        "'train'", "train"
    )


def test_changing_metadata_changes_nothing(recording):
    log_upload(recording, "asset", b"a", name="a", metadata={"k": [1]})
    (asset,) = recording.assets["a"]
    asset.metadata["k"].append(2)
    assert asset.metadata == {"k": [1]}


def test_a_remote_asset_has_a_link_and_no_content(recording):
    log_upload(recording, "asset", None, name="r", link="s3://b/k")
    (asset,) = recording.assets["r"]
    assert (asset.content, asset.link, asset.metadata) == (b"", "s3://b/k", {})


def test_further_files_of_an_upload_come_by_name(recording):
    items = {"points.jsonl": Content(b"[0, 0, 0]\n")}
    log_upload(recording, "3d-image", None, name="scene", items=items)
    (scene,) = recording.assets["scene"]
    assert scene.items == {"points.jsonl": b"[0, 0, 0]\n"}


def test_a_missing_name_raises_with_the_nearest_of_its_view(recording):
    log_upload(recording, "visualization", b"p", name="val_0")
    with pytest.raises(MissingName) as caught:
        recording.images["val_1"]
    assert str(caught.value) == "no image 'val_1' among the 1 recorded; nearest: 'val_0'"


def test_an_upload_without_a_name_is_found_under_the_empty_one(recording):
    recording.recorder.records.append(log_upload(new_recording(), "asset", b""))
    upload = log_upload(recording, "asset", b"a")
    del upload.fields["fileName"]
    assert len(recording.assets[""]) == 1


def test_json_is_parsed_and_says_what_is_missing(recording):
    whole = JsonAsset(log_upload(recording, "curve", b'{"x": [1]}', name="c"))
    broken = JsonAsset(log_upload(recording, "curve", b"{", name="c"))
    assert whole.data == {"x": [1]}
    with pytest.raises(UnreadableContent, match=r"has no field 'y'; read \.content"):
        whole._field("y")
    with pytest.raises(UnreadableContent, match="is no JSON"):
        broken.data  # noqa: B018


@pytest.mark.parametrize(
    ("given", "overwrites"),
    [(True, True), ("true", True), (False, False), (1, False), (None, False)],
)
def test_an_asset_overwrites_what_says_so_in_the_words_of_an_address(recording, given, overwrites):
    log_upload(recording, "asset", b"a", name="a", overwrite=given)
    assert recording.assets["a"][0].overwrite is overwrites
