import fake_comet
from fake_comet.recording.diff.model import Change
from fake_comet.recording.journal import Call
from fake_comet.recording.sites import Site
from tests.support.recordings import SITE, log_parameter, log_point, new_recording


def calling(*calls):
    """A recording of calls, each a method with what it is called with."""
    recording = new_recording()
    for line, (method, *args) in enumerate(calls):
        recording.recorder.journal.enter(
            Call(method=method, args=tuple(args), site=Site("train.py", line))
        )
    return recording


def told(one, other):
    assert not fake_comet.diff(one, other)
    found = fake_comet.diff(one, other, calls=True)
    return [(d.name, d.change, d.message, d.site.line) for d in found.of_kind("calls")]


A, B, C = ("log_image", 3, "a"), ("log_image", 4, "b"), ("log_text",)


def test_calls_in_another_order_are_told_if_asked_for():
    assert told(calling(A, B, C), calling(A, B, C)) == []
    assert told(calling(A, B, C), calling(A, C, B)) == [
        ("call 1", Change.ADDED, "only in the second: log_text()", 1),
        ("call 2", Change.REMOVED, "only in the first: log_text()", 2),
    ]


def test_other_calls_in_the_same_place_are_told_as_such():
    assert told(calling(A, B, C), calling(A, ("log_html", "x"), C)) == [
        ("call 1", Change.CHANGED, "log_image('b') | log_html('x')", 1)
    ]


def test_values_and_lines_of_calls_do_not_count():
    assert told(calling(("log_image", 1, "a")), calling(("log_image", 2, "a"))) == []


def test_very_many_calls_are_told_as_one():
    found = told(calling(*[A] * 4000, C), calling(*[B] * 4000, C))
    assert [message for *_, message, _ in found] == [
        "log_image('a'), log_image('a'), log_image('a') and 3997 further calls | "
        "log_image('b'), log_image('b'), log_image('b') and 3997 further calls"
    ]


def problems(*kinds):
    recording = new_recording()
    for kind in kinds:
        recording.recorder.problem(kind, f"about {kind}", site=SITE)
    return recording


def test_problems_are_told_if_asked_for():
    one = problems("metric-none", "invalid-tag", "invalid-tag")
    other = problems("metric-none", "metric-none", "missing-file")
    assert not fake_comet.diff(one, other)
    found = fake_comet.diff(one, other, problems=True)
    assert [(d.name, d.message) for d in found] == [
        (
            "metric-none",
            "1 | 2 times: warning in no call, 2 times: about metric-none",
        ),
        ("invalid-tag", "only in the first: warning in no call, 2 times: about invalid-tag"),
        ("missing-file", "only in the second: error in no call, 1 time: about missing-file"),
    ]
    assert {d.site for d in found} == {SITE}


def test_the_line_that_logged_is_found_by_name():
    one, other = (
        new_recording(),
        calling(
            ("log_parameters", {"lr": 1}),
            ("log_parameter", "momentum", 2),
            ("add_tags", ["a", {"b"}]),
        ),
    )
    for name in ("lr", "momentum", "else"):
        log_parameter(other, name, 1)
    log_point(other, "loss", 1)
    found = fake_comet.diff(one, other)
    assert {d.name: d.site.line for d in found} == {
        "loss": SITE.line,
        "else": 1,
        "lr": 0,
        "momentum": 1,
    }
    assert fake_comet.diff(other, one)[0].site == SITE


def test_what_nothing_logged_has_no_line():
    one, other = new_recording(), new_recording()
    log_parameter(other, "lr", 1)
    assert fake_comet.diff(one, other)[0].site is None
