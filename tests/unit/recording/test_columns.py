import threading

import numpy as np
import pytest

from fake_comet.recording.columns import CHUNK, EPOCH_CHANGED, STEP_CHANGED, MetricColumns, Point

ODD = ["x", "", 2**53 + 1, -(2**70), 10**400, True, None]
PLAIN = [0.5, -0.0, 3, 2**53, -(2**53), float("inf"), float("-inf"), 1e308]


def filled(values, **point):
    columns = MetricColumns()
    for value in values:
        columns.add(Point("m", None, value, point.get("step"), point.get("epoch"), 0.0))
    return columns


def values_of(columns):
    return [point.value for point in columns.points()]


@pytest.mark.parametrize("count", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_points_come_back_in_order_and_type(count):
    values = [(PLAIN + ODD)[number % len(PLAIN + ODD)] for number in range(count)]
    found = values_of(filled(values))
    assert found == values
    assert list(map(type, found)) == list(map(type, values))


def test_an_odd_value_alone_among_plain_ones_of_its_type_is_exact():
    values = [1] * CHUNK
    values[5] = 2**60 + 1
    assert values_of(filled(values)) == values


def test_a_nan_before_it_does_not_hide_a_huge_number():
    columns = MetricColumns()
    for number in range(CHUNK):
        value = float("nan") if number == 0 else 2**60 + 1
        columns.add(Point("m", None, value, None, None, 0.0))
    assert values_of(columns)[1:] == [2**60 + 1] * (CHUNK - 1)


def test_nan_stays_nan():
    (value,) = values_of(filled([float("nan")]))
    assert value != value


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_what_the_sdk_writes_for_special_floats_is_read_as_such(text):
    (value,) = values_of(filled([text]))
    assert repr(value) == repr(float(text))


@pytest.mark.parametrize("step", [None, 0, -3, 2.5, 2**70])
def test_steps_and_epochs_come_back_in_their_types(step):
    (point,) = filled([1.0], step=step, epoch=step).points()
    assert point.step == point.epoch == step
    assert type(point.step) is type(step)


def test_a_step_that_is_nan_is_null():
    (point,) = filled([1.0], step=float("nan")).points()
    assert point.step is None


def test_arrays_hold_all_points_and_odd_ones_stand_beside():
    columns = filled([1, "x", 2**60 + 1] + [0.5] * CHUNK)
    shape, value, *_ = columns.columns()
    assert len(shape) == len(columns) == CHUNK + 3
    assert value[:4].tolist() == [1.0, 0.0, 0.0, 0.5]
    assert columns.odd_values() == {(1, 1): "x", (2, 1): 2**60 + 1}


def test_no_points_are_empty_arrays():
    assert [len(column) for column in MetricColumns().columns()] == [0] * 7
    assert MetricColumns().odd_values() == {}


def test_appending_never_copies_what_is_packed():
    columns = filled([0.5] * (2 * CHUNK))
    before = list(map(id, columns._chunks))
    for _ in range(5 * CHUNK):
        columns.add(Point("m", None, 0.5, None, None, 0.0))
    assert list(map(id, columns._chunks))[:2] == before
    assert len(columns._chunks) == 7
    assert columns.tail == []


def test_a_snapshot_does_not_see_what_comes_after_it():
    columns = filled([1.0])
    rows = columns.rows()
    first = next(rows)
    columns.add(Point("m", None, 2.0, None, None, 0.0))
    assert [first, *rows] == [first]


def test_equal_shapes_and_threads_are_kept_once():
    columns = filled([1.0, 2.0, 3])
    assert len(columns.shapes) == 2
    assert columns.add_thread(7) == columns.add_thread(7)
    assert columns.add_shape(columns.shapes[0]) == 0


def test_threads_that_append_at_once_lose_nothing():
    columns, start, each = MetricColumns(), threading.Barrier(4), 3 * CHUNK + 11

    def work(name):
        start.wait()
        for number in range(each):
            columns.add(Point(name, None, number, number, None, 0.0), thread=threading.get_ident())

    threads = [threading.Thread(target=work, args=(f"m{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    by_name = {}
    for point in columns.points():
        by_name.setdefault(point.name, []).append(point.value)
    assert by_name == {f"m{n}": list(range(each)) for n in range(4)}
    assert len(columns.threads) == 4


def test_steps_that_changed_are_parameters():
    columns = MetricColumns()
    columns.add(Point("m", None, 1.0, 3, 1, 5.0), flags=STEP_CHANGED | EPOCH_CHANGED)
    columns.add(Point("m", None, 1.0, 3, 1, 6.0))
    found = [(p.name, p.value, p.step, p.position, p.time) for p in columns.implied_parameters()]
    assert found == [("curr_step", 3, 3, 0, 5.0), ("curr_epoch", 1, 3, 0, 5.0)]


@pytest.mark.parametrize("count", [0, 5, CHUNK, 2 * CHUNK + 5])
def test_saved_columns_come_back(count):
    values = [(PLAIN + ODD)[number % len(PLAIN + ODD)] for number in range(count)]
    columns, restored = filled(values, step=4), MetricColumns()
    arrays = [np.array(column) for column in columns.columns()]
    restored.restore(columns.shapes, columns.threads, arrays, columns.odd_values())
    assert list(restored.points()) == list(columns.points())
    assert restored.odd_values() == columns.odd_values()
    restored.add(Point("m", None, "more", None, None, 0.0))
    assert values_of(restored) == [*values, "more"]
