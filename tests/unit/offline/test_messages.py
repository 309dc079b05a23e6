import pytest

from fake_comet.offline.messages import Messages
from fake_comet.recording import records
from fake_comet.recording.recorder import Header
from tests.support.recordings import KEY, log_upload, new_recording


@pytest.fixture
def messages():
    return Messages(Header(key=KEY, workspace="w"), lambda content: f"tmp-{len(content)}")


@pytest.mark.parametrize(("kind", "word"), [("visualization", "imageId"), ("asset", "assetId")])
def test_pictures_have_ids_of_their_own_kind(messages, kind, word):
    upload = log_upload(new_recording(), kind, b"123", asset_id="i")
    said, fields = messages.of(upload)
    given = fields["additional_params"]
    assert (said, fields["file_path"], given[word]) == ("file_upload", "tmp-3", "i")
    assert not {"imageId", "assetId"} - {word} & given.keys()


def test_the_parts_of_a_scene_have_types(messages):
    parts = {name: records.Content(b"x") for name in ("thumbnail", "points.jsonl", "boxes.jsonl")}
    said, fields = messages.of(log_upload(new_recording(), "3d-image", None, items=parts))
    assert (said, fields["thumbnail_path"]) == ("3d-image", "tmp-1")
    assert [item["type"] for item in fields["items"]] == ["points", "boxes"]


def test_a_registered_model_names_its_experiment(messages):
    fields = {"experimentModelName": "m", "publicModel": True}
    said, payload = messages.of(records.RegisteredModel(name="r", fields=fields))
    assert said == "register_model"
    named = ("model_name", "registry_name", "experiment_id", "workspace", "public")
    assert [payload[word] for word in named] == ["m", "r", KEY, "w", True]


def test_a_tag_has_no_message(messages):
    assert messages.of(records.Tag(tag="t")) is None


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (("os_packages", ["a"]), ("os_packages", {"os_packages": ["a"]})),
        (("system_details", {"pid": 1}), ("system_details", {"pid": 1})),
        (("standard_output", {"a": 1}), ("standard_output", {"a": 1, "local_timestamp": 0})),
        (("standard_output", "x"), ("details", {"type": "standard_output", "value": "x"})),
        (("git_patch", "x"), ("details", {"type": "git_patch", "value": "x"})),
    ],
)  # fmt: skip
def test_details_are_said_in_the_message_of_their_type(messages, details, said):
    kind, value = details
    assert messages.of(records.Details(type=kind, value=value)) == said
