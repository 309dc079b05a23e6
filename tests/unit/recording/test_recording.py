import pytest

from fake_comet.recording import records
from fake_comet.recording.sites import Site
from tests.support.recordings import KEY, log_other, new_recording


@pytest.fixture
def recording():
    return new_recording(
        project_name="p", workspace="w", generated_name="made_up_1", created_at=Site("t.py", 1)
    )


def test_the_header_is_read_as_it_is(recording):
    assert (recording.key, recording.project_name, recording.workspace) == (KEY, "p", "w")
    assert recording.created_at == Site("t.py", 1)
    assert not recording.ended
    recording.recorder.header.ended = True
    assert recording.ended


def test_the_name_is_the_one_set_last_or_the_made_up_one(recording):
    assert recording.name == "made_up_1"
    for name in ("a", "b"):
        log_other(recording, "Name", name)
    assert recording.name == "b"
    assert repr(recording) == "<Recording 'b'>"
    assert repr(new_recording()) == f"<Recording '{KEY}'>"


def test_tags_can_be_taken_away_again(recording):
    for tag, removed in (("a", False), ("b", False), ("a", True)):
        recording.recorder.add(records.Tag, tag=tag, removed=removed)
    assert recording.tags == {"b"}


def test_html_is_what_the_tab_shows(recording):
    for html, override in (("a", False), ("b", True), ("c", False)):
        recording.recorder.add(records.Html, html=html, override=override)
    assert recording.html == "bc"


def test_the_graph_is_the_one_set_last(recording):
    assert recording.graph is None
    for graph in ("a", "b"):
        recording.recorder.add(records.Graph, graph=graph)
    assert recording.graph == "b"


def test_notifications_are_in_order(recording):
    for title in ("a", "b"):
        recording.recorder.add(records.Notification, title=title, status=None, additional_data=None)
    assert [sent.title for sent in recording.notifications] == ["a", "b"]


def test_records_of_a_type_keep_up_with_what_comes(recording):
    assert list(recording.of_type(records.Tag)) == []
    tag = recording.recorder.add(records.Tag, tag="a")
    log_other(recording, "k", 1)
    assert list(recording.of_type(records.Tag)) == [tag]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("metric", "a recording has no 'metric'; did you mean metrics?"),
        ("paramters", "a recording has no 'paramters'; did you mean parameters?"),
        ("xyzzy", "a recording has no 'xyzzy'"),
        ("_secret", "a recording has no '_secret'"),
    ],
)
def test_a_misspelt_view_is_answered_with_the_nearest(recording, name, message):
    with pytest.raises(AttributeError) as caught:
        getattr(recording, name)
    assert str(caught.value) == message
    assert not hasattr(recording, name)
