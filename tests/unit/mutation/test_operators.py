"""Each operator: what it makes of calls, and what it leaves alone."""

from __future__ import annotations

import pytest

from fake_comet.mutation.operators import OPERATORS, Operator
from tests.support.mutants import STARTED, changes, mutants

IMAGE = "e.log_image(image, annotations=boxes, step=2)"


@pytest.mark.parametrize(
    ("pattern", "line", "expected"),
    [
        ("call-dropped", "e.log_metric('a', 1)", ["pass"]),
        ("call-dropped", "name = e.get_name()", ["name = None"]),
        ("call-dropped", "if a: e.log_text('a')", ["if a: pass"]),
        ("call-dropped", "e.end()", []),
        ("call-dropped", "with e.train(): pass", []),
        ("end-removed", "e.end()", ["pass"]),
        ("end-removed", "e.flush()", []),
        ("call-duplicated", "e.log_text('a')", ["e.log_text('a')\n" * 2]),
        ("call-duplicated", "e.log_other('a', 1)", []),
        ("call-duplicated", "e.set_step(1)", []),
        ("call-duplicated", "name = e.log_text('a')", []),
        ("call-duplicated", "a = 1; e.log_text('a')", []),
        ("call-duplicated", "x = comet_ml.Experiment()", ["x = comet_ml.Experiment()\n" * 2]),
        ("call-duplicated", "x = comet_ml.start()", []),
        ("call-duplicated", "x = comet_ml.APIExperiment(previous_experiment=k)", []),
        ("call-duplicated", "x = f(comet_ml.Experiment())", []),
        ("method-misspelt", "e.log_text('a')", ["e.lgo_text('a')"]),
        ("method-misspelt", "comet_ml.start()", ["comet_ml.satrt()"]),
        ("method-confused", "e.log_metrics(a)", ["e.log_metric(a)"]),
        ("method-confused", "e.add_tag(a)", ["e.add_tags(a)"]),
        ("method-confused", "e.log_text(a)", []),
        (
            "method-confused",
            "e.__internal_api__log_metrics__(a)",
            ["e.__internal_api__log_metric__(a)"],
        ),
        (
            "keyword-misspelt",
            "e.log_text('a', step=1)",
            ["e.log_text('a', setp=1)"],
        ),
        ("keyword-misspelt", "e.log_text(**a)", []),
        ("step-dropped", "e.log_text('a', step=1)", ["e.log_text('a')"]),
        (
            "step-dropped",
            "e.log_text(text='a', step=1, metadata=b)",
            ["e.log_text(text='a', metadata=b)"],
        ),
        ("step-dropped", "e.log_metric('a', 1, 2)", ["e.log_metric('a', 1)"]),
        ("step-dropped", "e.log_metric('a', 1, 2, 3)", []),
        ("step-dropped", "e.log_metric('a', 1, step=None)", []),
        ("step-dropped", "e.set_step(1)", []),
        (
            "epoch-dropped",
            "e.log_metric('a', 1, 2, 3)",
            ["e.log_metric('a', 1, 2)"],
        ),
        ("name-dropped", "comet_ml.start(project_name='a')", ["comet_ml.start()"]),
        ("prefix-dropped", "e.log_metrics(a, prefix='b')", ["e.log_metrics(a)"]),
        (
            "context-dropped",
            "comet_ml.APIExperiment().log_image('a', context='b')",
            ["comet_ml.APIExperiment().log_image('a')"],
        ),
        ("annotations-dropped", IMAGE, ["e.log_image(image, step=2)"]),
        ("step-changed", "e.set_step(n)", ["e.set_step(((n) or 0) + 1)"]),
        ("step-changed", "e.log_text('a', step=None)", []),
        (
            "epoch-changed",
            "e.log_metric('a', 1, epoch=2)",
            ["e.log_metric('a', 1, epoch=((2) or 0) + 1)"],
        ),
        (
            "name-changed",
            "e.log_metric('a', 1)",
            ["e.log_metric(str('a') + \"_changed\", 1)"],
        ),
        (
            "prefix-changed",
            "e.log_metrics(a, prefix=b)",
            ['e.log_metrics(a, prefix=str(b) + "_changed")'],
        ),
        ("prefix-changed", "e.log_metrics(a, prefix=None)", []),
        (
            "context-changed",
            "comet_ml.APIExperiment().log_image('a', context='b')",
            ["comet_ml.APIExperiment().log_image('a', context=str('b') + \"_changed\")"],
        ),
        ("annotations-changed", IMAGE, ["e.log_image(image, annotations=[], step=2)"]),
        (
            "key-changed",
            "e.log_metrics({'a': 1, b: 2, **c})",
            ["e.log_metrics({'a_changed': 1, b: 2, **c})"],
        ),
        ("key-changed", "e.log_metrics(a)", []),
        (
            "argument-dropped",
            "e.log_image(a, overwrite=True)",
            ["e.log_image(a)"],
        ),
        ("argument-dropped", "e.log_image(a, overwrite=False)", []),
        ("argument-dropped", "e.log_image(image_data=a, step=1)", []),
        ("argument-dropped", "comet_ml.start(**a)", ["comet_ml.start()"]),
        ("argument-dropped", "e.log_text(*a, step=1)", ["e.log_text(step=1)"]),
        (
            "arguments-swapped",
            "e.log_metric('a', b, step=1)",
            ["e.log_metric(b, 'a', step=1)"],
        ),
        (
            "arguments-swapped",
            "e.log_metric('a', b, step=1, epoch=2)",
            [
                "e.log_metric(b, 'a', step=1, epoch=2)",
                "e.log_metric('a', b, step=2, epoch=1)",
            ],
        ),
        ("arguments-swapped", "e.log_metric(a, a)", []),
        ("arguments-swapped", "e.log_metric(*a, b)", []),
        (
            "value-as-string",
            "e.log_metric('a', b)",
            ["e.log_metric('a', repr(b))"],
        ),
        ("value-as-string", "e.log_metric('a', None)", []),
        (
            "value-as-none",
            "e.log_metric('a', b, step=c)",
            ["e.log_metric(None, b, step=c)", "e.log_metric('a', None, step=c)"],
        ),
        (
            "value-as-none",
            "e.log_metric(None, b, other=c)",
            ["e.log_metric(None, None, other=c)"],
        ),
        (
            "flag-flipped",
            "e.log_image(a, overwrite=True, copy_to_tmp=False, step=1)",
            [
                "e.log_image(a, overwrite=False, copy_to_tmp=False, step=1)",
                "e.log_image(a, overwrite=True, copy_to_tmp=True, step=1)",
            ],
        ),
        ("file-missing", "e.log_asset(a)", ['e.log_asset(str(a) + ".missing")']),
        ("wrong-file", "e.log_asset(a)", ["e.log_asset(__file__)"]),
        ("wrong-file", "e.log_asset_folder(a)", []),
        ("with-confused", "with e.train(): pass", ["with e.validate(): pass"]),
        ("with-confused", "e.train()", []),
        ("with-confused", "with e.context_manager('a'): pass", []),
    ],
)
def test_changes(pattern: str, line: str, expected: list[str]) -> None:
    assert [each.strip() for each in changes(line, pattern)] == [each.strip() for each in expected]


def test_a_context_is_replaced_by_none_at_all() -> None:
    (changed,) = mutants(f"{STARTED}with e.train():\n    a = 1\n", "with-dropped")
    names: dict[str, object] = {"comet_ml": None}
    text = changed.content.decode().replace(STARTED, "")
    exec(text, names)
    assert names["a"] == 1


def test_neighbours_are_swapped_where_their_order_counts() -> None:
    code = f"""{STARTED}
if a:
    e.log_text('a')
    e.end()
    a = 1
    e.log_text('b')
"""
    (mutant,) = mutants(code, "calls-swapped")
    assert mutant.name == "callback.py:calls-swapped:<module>:end"
    assert "e.end()\n    e.log_text('a')\n    a = 1" in mutant.content.decode()


def test_whole_blocks_are_swapped_too() -> None:
    code = f"{STARTED}if step:\n    e.set_step(step)\nfor a in b:\n    e.log_text(a)\n"
    (mutant,) = mutants(code, "calls-swapped")
    assert mutant.content.decode() == (
        f"{STARTED}for a in b:\n    e.log_text(a)\nif step:\n    e.set_step(step)\n"
    )


def test_what_does_not_turn_anything_is_not_swapped() -> None:
    code = f"{STARTED}e.log_text('a')\ne.log_text('b')\n"
    assert mutants(code, "calls-swapped") == []


def test_names_from_imports_are_not_misspelt() -> None:
    assert mutants("from comet_ml import start as s\ns()\n", "method-*") == []


def test_every_operator_has_a_name_of_its_own() -> None:
    assert len({each.name for each in OPERATORS}) == len(OPERATORS)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda each: each.name)
def test_every_operator_finds_something(operator: Operator) -> None:
    code = f"""{STARTED}
e.log_image("a", "b", step=1, overwrite=True, annotations=a)
e.log_metrics({{"a": 1}}, prefix="b", step=1, epoch=2)
comet_ml.APIExperiment().log_image("a", context="b")
with e.train():
    e.log_asset("a")
e.end()
"""
    assert mutants(code, operator.name)
