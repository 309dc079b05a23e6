from collections.abc import Callable
from dataclasses import dataclass

import pytest

import fake_comet
from fake_comet.recording import records
from fake_comet.recording.columns import STEP_CHANGED
from fake_comet.recording.records import ArtifactAsset, Content
from tests.support.recordings import (
    log_other,
    log_parameter,
    log_point,
    log_upload,
    new_recording,
)


@dataclass
class Step:
    """One thing that is logged."""

    log: Callable[..., object]
    given: tuple[object, ...]
    fields: dict[str, object]

    def __call__(self, recording):
        self.log(recording, *self.given, **self.fields)


def add(record, **fields):
    return Step(lambda recording, **given: recording.recorder.add(record, **given), (), fields)


def point(name, value, **fields):
    return Step(log_point, (name, value), fields)


def parameter(name, value, **fields):
    return Step(log_parameter, (name, value), fields)


def other(key, value):
    return Step(log_other, (key, value), {})


def made(*steps, **header):
    recording = new_recording(**header)
    for step in steps:
        step(recording)
    return recording


def told(one, two, **options):
    """The differences between recordings made by a step or several each: kind, name, message."""
    sides = [made(*(steps if isinstance(steps, tuple) else (steps,))) for steps in (one, two)]
    return [(d.kind, d.name, d.message) for d in fake_comet.diff(*sides, **options)]


def test_recordings_that_hold_the_same_are_equal_whatever_their_key():
    steps = (point("loss", 1.0, step=1), parameter("lr", 0.1), other("k", "v"))
    one, two = made(*steps), made(*steps, key="f" * 32, project_name="p")
    assert one == two
    assert not one != two  # noqa: SIM202
    assert one != made(*steps[:2])


def test_a_recording_equals_nothing_else_and_has_no_hash():
    assert made() != 3
    with pytest.raises(TypeError, match="unhashable"):
        hash(made())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (point("m", 1), point("m", 1.0)),
        (point("m", float("nan")), point("m", float("nan"))),
        (point("m", "x", step=1), point("m", "x", step=1.0)),
        (point("m", 2**70), point("m", 2**70)),
        ((point("a", 1), point("b", 2)), (point("b", 2), point("a", 1))),
        (
            (point("m", 1, context="train"), point("m", 2)),
            (point("m", 2), point("m", 1, context="train")),
        ),
        (parameter("p", (1, 2)), parameter("p", [1.0, 2])),
        (point("sys.cpu", 1), point("sys.cpu", 2)),
        (point("process duration", 1), ()),
        (point("m", 1, step=2, flags=0), point("m", 1, step=2)),
        (
            point("m", 1, step=2, flags=STEP_CHANGED),
            (
                parameter("curr_step", 2, step=2, source="auto-logged"),
                point("m", 1, step=2, flags=0),
            ),
        ),
        (
            (point("m", 1, step=2, flags=STEP_CHANGED), parameter("curr_step", 3)),
            (
                parameter("curr_step", 2, step=2, source="auto-logged"),
                point("m", 1, step=2, flags=0),
                parameter("curr_step", 3),
            ),
        ),
        (add(records.Dependency, name="a", version="1"), ()),
        (add(records.Details, type="git", value={}), ()),
        (add(records.FileName, file_name="a.py"), ()),
    ],
)
def test_these_are_equal(one, two):
    assert told(one, two) == []


@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        (point("m", 1), point("m", 2), "1 of 1 point changed, point 0: 1 | 2 (100 %)"),
        (point("m", 1), point("m", "1"), "1 of 1 point changed, point 0: 1 | '1'"),
        (point("m", 2**70), point("m", 2**70 + 1), None),
        (
            point("m", 1, step=1),
            point("m", 1),
            "step changed at 1 point, first point 0: 1 | None",
        ),
        (
            point("m", 1, epoch=1),
            point("m", 2, epoch=2),
            "1 of 1 point changed, epoch 2: 1 | 2 (100 %); epoch shifted by +1",
        ),
        ((point("m", 1), point("m", 2)), point("m", 1), "1 point only in the first (point 1)"),
        (point("m", 1), (), "only in the first (1 point)"),
        ((), (point("m", 1), point("m", 1)), "only in the second (2 points)"),
        ((point("m", 1), point("m", 2)), (point("m", 2), point("m", 1)), None),
    ],
)
def test_points_differ_by_value_step_epoch_order_and_count(one, two, message):
    ((kind, name, found),) = told(one, two)
    assert (kind, name) == ("metrics", "m")
    assert message is None or found == message


def test_a_metric_in_another_context_is_another_one():
    assert told(point("m", 1, context="train"), point("m", 2)) == [
        ("metrics", "m", "in context 'train': only in the first (1 point)"),
        ("metrics", "m", "only in the second (1 point)"),
    ]


def test_the_same_points_in_another_context_have_only_changed_it():
    assert told(point("m", 1, context="train"), point("m", 1)) == [
        ("metrics", "m", "context 'train' | None (the same 1 point)"),
    ]


def test_the_largest_changes_are_named_and_all_are_counted():
    one = tuple(point("m", number) for number in range(10))
    two = tuple(point("m", -number) for number in range(10))
    ((_, _, message),) = told(one, two)
    assert message == (
        "9 of 10 points changed, at most 18 at point 9 (9 | -9), "
        "relatively 200 % at point 1 (1 | -1)"
    )


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (
            parameter("p", 1),
            parameter("p", True),
            ("parameters", "p", "value 1 | True"),
        ),
        (
            parameter("p", 1, source="manual"),
            parameter("p", 1, source="cli"),
            ("parameters", "p", "source 'manual' | 'cli'"),
        ),
        (
            parameter("p", 1, context="train"),
            parameter("p", 1, step=2),
            (
                "parameters",
                "p",
                "context 'train' | None, step None | 2",
            ),
        ),
        (
            point("m", 1, step=2, flags=STEP_CHANGED),
            point("m", 1, step=2, flags=0),
            ("parameters", "curr_step", "only in the first (1 value)"),
        ),
        (
            other("k", "v"),
            other("k", None),
            ("others", "k", "value 'v' | None"),
        ),
        (add(records.Tag, tag="a"), (), ("tags", "a", "only in the first")),
        ((), add(records.Tag, tag="a"), ("tags", "a", "only in the second")),
        (
            add(records.Html, html="<p>"),
            add(records.Html, html="<p>", override=True),
            ("html", "html", "override False | True"),
        ),
        (
            add(records.Graph, graph="a"),
            (),
            ("graph", "graph", "only in the first (1 graph)"),
        ),
        (
            add(records.Notification, title="t", status="a", additional_data=None),
            add(records.Notification, title="t", status="b", additional_data=None),
            (
                "notifications",
                "t",
                "status 'a' | 'b'",
            ),
        ),
        (
            add(records.RemoteModel, name="n", assets=({"remoteUrl": "s3://a"},)),
            (),
            ("models", "n", "only in the first (1 entry)"),
        ),
        (
            add(records.RegisteredModel, name="n", fields={"version": "1.0.0"}),
            add(records.RegisteredModel, name="n", fields={"version": "2.0.0"}),
            (
                "models",
                "n",
                "entry.version '1.0.0' | '2.0.0'",
            ),
        ),
    ],
)
def test_each_kind_is_compared(one, two, expected):
    assert told(one, two) == [expected]


def test_tags_are_a_set():
    one = [add(records.Tag, tag=tag) for tag in ("a", "b", "a")]
    two = [add(records.Tag, tag=tag) for tag in ("b", "c", "a")]
    assert told(tuple(one), (*two, add(records.Tag, tag="c", removed=True))) == []


def test_ids_of_models_are_not_compared():
    def version(key):
        fields = {"version": "1.0.0", "experimentId": key, "workspace": key, "status": None}
        return add(records.RegisteredModel, name="n", fields=fields)

    def remote(key):
        asset = {"remoteUrl": "s3://a", "assetId": key}
        return add(records.RemoteModel, name="n", assets=(asset,))

    assert told((version("a"), remote("a")), (version("b"), remote("b"))) == []


def test_the_closing_notification_of_the_sdk_is_compared_by_being_there():
    def closing(user):
        title = f"{user} - name Experiment summary"
        data = {"url": user}
        return add(records.Notification, title=title, status="finished", additional_data=data)

    assert told(closing("ann"), closing("bob")) == []
    assert told(closing("ann"), ())[0][:2] == ("notifications", "Experiment summary")


@pytest.mark.parametrize(
    "change",
    [
        {"version": "2.0.0"},
        {"artifact_type": "model"},
        {"aliases": ("b",)},
        {"version_tags": ("t",)},
        {"metadata": {"k": 2}},
        {"assets": (ArtifactAsset(logical_path="a", content=Content(b"2")),)},
        {"assets": (ArtifactAsset(logical_path="b", content=Content(b"1")),)},
        {"assets": (ArtifactAsset(logical_path="a", link="s3://a"),)},
    ],
)
def test_artifacts_are_compared_with_versions_and_assets(change):
    fields = {
        "name": "data",
        "artifact_type": "dataset",
        "version": "1.0.0",
        "aliases": ("a",),
        "metadata": {"k": 1},
        "assets": (ArtifactAsset(logical_path="a", content=Content(b"1"), asset_id="x"),),
    }
    same = {**fields, "artifact_id": "i", "artifact_version_id": "v"}
    assert told(add(records.ArtifactVersion, **fields), add(records.ArtifactVersion, **same)) == []
    changed = add(records.ArtifactVersion, **{**fields, **change})
    ((kind, name, _),) = told(add(records.ArtifactVersion, **fields), changed)
    assert (kind, name) == ("artifacts", "data")


def test_online_and_offline_differ_by_design_in_what_one_table_lists():
    note = add(records.Notification, title="t", status=None, additional_data=None)
    online = made(note)
    offline = made(other("offline_experiment", True), offline=True)
    assert online == offline
    assert online != made()
    assert offline != made(offline=True)


def test_the_environment_is_compared_if_asked_for():
    one = (
        add(records.Dependency, name="numpy", version="1"),
        add(records.Details, type="git", value={"branch": "a"}),
        add(records.SystemInfo, key="gpus", value=1),
        point("sys.cpu", 1),
        lambda r: log_upload(r, "source_code", b"x", name="Default"),
    )
    assert told(one, ()) == []
    assert [found[:2] for found in told(one, (), environment=True)] == [
        ("environment", "Default"),
        ("environment", "git"),
        ("environment", "package numpy"),
        ("environment", "sys.cpu"),
        ("environment", "system info gpus"),
    ]


def test_file_names_are_environment():
    one, two = (add(records.FileName, file_name=name) for name in ("a.py", "b.py"))
    ((_, name, _),) = told(one, two, environment=True)
    assert name == "file name"


def test_what_only_has_another_name_was_renamed():
    assert told(
        parameter("batch_size", "a long enough value"), parameter("bs", "a long enough value")
    ) == [("parameters", "batch_size", "renamed to 'bs' (the same 1 value)")]
    assert told(other("key", 1), other("keys", 1)) == [
        ("others", "key", "renamed to 'keys' (the same 1 value)")
    ]
    assert len(told(other("key", 1), other("xyzzy", 1))) == 2


def test_values_know_how_far_they_are_apart_where_that_is_a_number():
    def apart(one, two):
        (found,) = fake_comet.diff(made(parameter("p", one)), made(parameter("p", two)))
        return found.details[0].by

    assert apart(1, 3.5) == 2.5
    assert apart(1, True) is None
    assert apart("1", 2) is None
    assert apart(1, float("inf")) is None
    assert apart(1, 10**400) is None


def test_artifact_files_of_one_path_are_all_compared():
    def version(*contents):
        assets = tuple(ArtifactAsset(logical_path="a", content=Content(c)) for c in contents)
        return add(records.ArtifactVersion, name="n", artifact_type="t", version="1", assets=assets)

    assert told(version(b"1", b"2"), version(b"1", b"2")) == []
    assert "assets.a (1).content" in told(version(b"1", b"2"), version(b"1", b"3"))[0][2]
