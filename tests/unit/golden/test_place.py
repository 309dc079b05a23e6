from pathlib import Path

import pytest

from fake_comet.golden.place import Place, safe

MODULE = Path("tests", "test_fit.py")


def place(test):
    return Place(module=MODULE, test=test)


@pytest.mark.parametrize(
    ("test", "number", "name", "path"),
    [
        ("test_a", 1, None, "test_a.jsonl"),
        ("test_a", 2, None, "test_a.2.jsonl"),
        ("TestX::test_a[cpu-1.5]", 1, "last", "TestX.test_a[cpu-1.5].last.jsonl"),
    ],
)
def test_goldens_lie_beside_the_module_and_are_named_by_test(test, number, name, path):
    assert place(test).path(number, name) == Path("tests", "goldens", "test_fit", path)


@pytest.mark.parametrize("name", ["a/b", "a:b", "ä", "x" * 200, "a b"])
def test_names_are_such_that_every_file_system_takes_them(name):
    made = safe(name)
    assert made.isascii()
    assert len(made) <= 110
    assert not set(made) & set('/\\:*?"<>| ')


def test_names_that_only_differ_in_what_was_replaced_stay_apart():
    assert len({safe("a/b"), safe("a:b"), safe("a_b")}) == 3


def test_a_test_owns_its_files_and_no_others():
    folder = MODULE.parent / "goldens" / "test_fit"
    assert place("test_a").owns(folder / "test_a.jsonl")
    assert place("test_a").owns(folder / "test_a.2.jsonl")
    assert not place("test_a").owns(folder / "test_ab.jsonl")
    assert not place("test_a").owns(folder / "test_a.txt")
    assert not place("test_a").owns(folder.parent / "test_a.jsonl")
