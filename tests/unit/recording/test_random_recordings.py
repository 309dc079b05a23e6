"""What holds for any recording: it survives being saved, and equals its like and no other."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fake_comet
from fake_comet.recording import records
from tests.support.recordings import log_other, log_parameter, log_point, log_upload, new_recording

NAMES = st.sampled_from(["loss", "acc", "sys", "", "train/loss", "curr_step"])
CONTEXTS = st.sampled_from([None, "train", ""])
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(2**80), 2**80),
    st.sampled_from([0, 1, 1.0, -0.0, 2**53, 2**53 + 1, 10**400]),
)
VALUES = st.one_of(NUMBERS, st.text(max_size=3), st.booleans())
STEPS = st.one_of(st.none(), st.integers(-3, 3), NUMBERS, st.booleans())
JSON = st.recursive(
    st.one_of(st.none(), VALUES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner),
        st.dictionaries(st.one_of(st.text(max_size=3), st.sampled_from(["$", "items"])), inner),
    ),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    st.sampled_from(["step", "epoch", "overwrite", "extension", "groupingName"]), st.integers(0, 2)
)
POINTS = st.tuples(
    st.just(log_point),
    st.tuples(NAMES, VALUES),
    st.fixed_dictionaries(
        {"step": STEPS, "epoch": STEPS, "context": CONTEXTS, "flags": st.integers(0, 31)}
    ),
)
PARAMETERS = st.tuples(
    st.just(log_parameter),
    st.tuples(NAMES, JSON),
    st.fixed_dictionaries({"step": STEPS, "context": CONTEXTS}),
)
OTHERS = st.tuples(st.just(log_other), st.tuples(NAMES, JSON), st.just({}))
UPLOADS = st.tuples(
    st.just(log_upload),
    st.tuples(
        st.sampled_from(["asset", "visualization", "curve", "model-element", "text-sample"]),
        st.one_of(st.none(), st.binary(max_size=5), st.sampled_from([b'{"a": 1}', b'{"a":1.0}'])),
    ),
    FIELDS.map(lambda fields: {**fields}),
)
PROGRAMS = st.lists(st.one_of(POINTS, PARAMETERS, OTHERS, UPLOADS), max_size=12)


def recorded(program):
    recording = new_recording()
    for log, args, fields in copy.deepcopy(program):
        log(recording, *args, **fields)
    return recording


def saved_and_loaded(recording, folder, **options):
    recording.save(folder / "a", **options)
    return fake_comet.load(folder / "a")


ANYWHERE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANYWHERE
@given(program=PROGRAMS, timestamps=st.booleans())
def test_what_is_saved_comes_back(program, timestamps, tmp_path):
    recording = recorded(program)
    loaded = saved_and_loaded(recording, tmp_path, timestamps=timestamps)
    assert str(fake_comet.diff(recording, loaded, environment=True)) == "the recordings are equal"
    points = [list(side.recorder.columns.points()) for side in (recording, loaded)]
    timeless = [[repr(point[:5]) for point in side] for side in points]
    assert timeless[0] == timeless[1]
    before = (tmp_path / "a").read_bytes()
    loaded.save(tmp_path / "a", timestamps=timestamps)
    assert (tmp_path / "a").read_bytes() == before


@ANYWHERE
@given(program=PROGRAMS)
def test_the_same_program_makes_equal_recordings(program):
    one, other = recorded(program), recorded(program)
    assert one == other
    assert one == one


@ANYWHERE
@given(program=PROGRAMS, place=st.integers(0, 20))
def test_leaving_one_thing_out_makes_them_differ(program, place):
    recording = recorded(program)
    if not program:
        return
    place %= len(program)
    shorter = recorded(program[:place] + program[place + 1 :])
    found = fake_comet.diff(recording, shorter)
    assert found
    kinds = [
        [entry.kind for entry in side] for side in (found, fake_comet.diff(shorter, recording))
    ]
    assert kinds[0] == kinds[1]


@ANYWHERE
@given(program=PROGRAMS)
def test_views_never_fail_and_agree_with_the_points(program):
    recording = recorded(program)
    for name, series in recording.metrics.items():
        values = [
            point.value for point in recording.recorder.columns.points() if point.name == name
        ]
        assert list(map(repr, (point.value for point in series))) == list(map(repr, values))
        assert len(series.values) == len(series.steps) == len(series.epochs) == len(values)
    for name, value in recording.parameters.items():
        assert repr(recording.parameters.history(name)[-1].value) == repr(value)
    assert len(recording.assets.all) == len(list(recording.of_type(records.Upload)))
    assert recording.problems == recording.problems
