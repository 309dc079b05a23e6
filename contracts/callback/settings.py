"""Clauses about the settings that functions read from environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from contracts.callback.sources import DEFAULT_MODEL, heading
from contracts.clause import CURRENT, LEGACY, Family
from contracts.evidence import Evidence
from contracts.expectation import expect, expect_close, expect_raises, expect_that
from contracts.properties import for_all, strategies
from contracts.subject import Subject
from contracts.world import World


def _family(name: str, variable: str) -> Family:
    return Family(
        f"callback.{name.lstrip('_')}",
        names=(name, variable),
        needs=(name,),
        source=heading(name),
        tags=("settings",),
    )


MODE: Final = _family("_get_comet_mode", "COMET_MODE")
MODEL_NAME: Final = _family("_get_comet_model_name", "COMET_MODEL_NAME")
INTERVAL: Final = _family("_get_eval_batch_logging_interval", "COMET_EVAL_BATCH_LOGGING_INTERVAL")
MAX_IMAGES: Final = _family("_get_max_image_predictions_to_log", "COMET_MAX_IMAGE_PREDICTIONS")
SCORE: Final = _family("_scale_confidence_score", "COMET_MAX_CONFIDENCE_SCORE")
LOG_MATRIX: Final = _family("_should_log_confusion_matrix", "COMET_EVAL_LOG_CONFUSION_MATRIX")
LOG_IMAGES: Final = _family("_should_log_image_predictions", "COMET_EVAL_LOG_IMAGE_PREDICTIONS")

_ON: Final = ("1", "true", "yes", "on", "y", "t")


def _expect_read(
    subject: Subject, world: World, family: Family, expected: Mapping[str, Any]
) -> None:
    function, variable = family.names
    for given, wanted in expected.items():
        world.set_environment(**{variable: given})
        expect(subject.call(function), wanted, f"{function}() with {variable}={given!r}")


@MODE.must
def is_online_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_MODE`` the mode is ``online``."""
    expect(subject.call("_get_comet_mode"), "online", "the mode")


@MODE.must
def gives_the_variable(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_MODE`` is the mode."""
    _expect_read(subject, world, MODE, {"offline": "offline", "online": "online"})


@MODE.must
def gives_odd_values_as_they_are(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_MODE`` is given back whatever it holds, empty or unknown."""
    _expect_read(subject, world, MODE, {"": "", "Sideways": "Sideways"})


@MODE.clause(generations=CURRENT)
def is_deprecated(subject: Subject, world: World, evidence: Evidence) -> None:
    """Reading a ``COMET_MODE`` that is set logs a warning that names ``COMET_START_ONLINE``."""
    world.set_environment(COMET_MODE="offline")
    subject.call("_get_comet_mode")
    named = any("COMET_START_ONLINE" in message for message in evidence.messages)
    expect_that(named, "one that names COMET_START_ONLINE", evidence.messages, "the warnings")


@MODE.must
def is_quiet_where_unset(subject: Subject, world: World, evidence: Evidence) -> None:
    """Nobody is warned of a ``COMET_MODE`` that is not set."""
    subject.call("_get_comet_mode")
    expect(evidence.messages, [], "the warnings")


@MODEL_NAME.must
def is_ultralytics_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_MODEL_NAME`` the model is named ``Ultralytics``."""
    expect(subject.call("_get_comet_model_name"), DEFAULT_MODEL, "the model's name")


@MODEL_NAME.must
def gives_the_name_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """``COMET_MODEL_NAME`` is the model's name."""
    _expect_read(subject, world, MODEL_NAME, {"fruit-finder": "fruit-finder"})


@MODEL_NAME.must
def gives_odd_names_as_they_are(subject: Subject, world: World, evidence: Evidence) -> None:
    """The name is given back as it is, with blanks, and empty too."""
    _expect_read(subject, world, MODEL_NAME, {" my model ": " my model ", "": ""})


@INTERVAL.must
def is_every_batch_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_EVAL_BATCH_LOGGING_INTERVAL`` every validation batch is logged."""
    expect(subject.call("_get_eval_batch_logging_interval"), 1, "the interval")


@INTERVAL.must
def gives_the_interval_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """The interval is the variable as a whole number."""
    _expect_read(subject, world, INTERVAL, {"7": 7, "1": 1})
    given = subject.call("_get_eval_batch_logging_interval")
    expect(type(given).__name__, "int", "the type of the interval")


@INTERVAL.must
def refuses_intervals_that_are_no_numbers(
    subject: Subject, world: World, evidence: Evidence
) -> None:
    """An interval that is no whole number raises a ``ValueError``."""
    _expect_refused(subject, world, INTERVAL, "often", "", "1.5")


@MAX_IMAGES.must
def is_a_hundred_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_MAX_IMAGE_PREDICTIONS`` a run logs at most 100 images with predictions."""
    expect(subject.call("_get_max_image_predictions_to_log"), 100, "the maximum")


@MAX_IMAGES.must
def gives_the_maximum_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """The maximum is the variable as a whole number, 0 too."""
    _expect_read(subject, world, MAX_IMAGES, {"7": 7, "0": 0, "2500": 2500})


@MAX_IMAGES.must
def refuses_maxima_that_are_no_numbers(subject: Subject, world: World, evidence: Evidence) -> None:
    """A maximum that is no whole number raises a ``ValueError``."""
    _expect_refused(subject, world, MAX_IMAGES, "many", "", "2.5")


def _expect_refused(subject: Subject, world: World, family: Family, *values: str) -> None:
    function, variable = family.names
    for value in values:
        world.set_environment(**{variable: value})
        named = f"{function}() with {variable}={value!r}"
        expect_raises(ValueError, lambda: subject.call(function), named)


@SCORE.must
def is_in_percent_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_MAX_CONFIDENCE_SCORE`` a score of 1.0 becomes 100.0."""
    scores = [subject.call("_scale_confidence_score", score) for score in (1.0, 0.25, 0.0)]
    expect_close(scores, [100.0, 25.0, 0.0], "scores of 1.0, 0.25 and 0.0", within=1e-6)


@SCORE.must
def scales_to_the_maximum_set(subject: Subject, world: World, evidence: Evidence) -> None:
    """Scores are multiplied by ``COMET_MAX_CONFIDENCE_SCORE``, whatever number it is."""
    draw = strategies()

    def scaled(score: float, most: float) -> None:
        world.set_environment(COMET_MAX_CONFIDENCE_SCORE=repr(most))
        got = subject.call("_scale_confidence_score", score)
        expect_close([got], [score * most], f"a score of {score} where {most} is most")

    for_all(scaled, score=draw.floats(0, 1), most=draw.floats(0, 1000))


@SCORE.must
def refuses_scales_that_are_no_numbers(subject: Subject, world: World, evidence: Evidence) -> None:
    """A ``COMET_MAX_CONFIDENCE_SCORE`` that is no number raises a ``ValueError``."""
    world.set_environment(COMET_MAX_CONFIDENCE_SCORE="high")
    expect_raises(ValueError, lambda: subject.call("_scale_confidence_score", 0.5), "a score")


@LOG_MATRIX.must
def is_off_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_EVAL_LOG_CONFUSION_MATRIX`` save intervals log no confusion matrix."""
    expect(subject.call("_should_log_confusion_matrix"), False, "the switch")


@LOG_IMAGES.must
def is_on_by_default(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without ``COMET_EVAL_LOG_IMAGE_PREDICTIONS`` save intervals log image predictions."""
    expect(subject.call("_should_log_image_predictions"), True, "the switch")


def _switched_on(family: Family) -> None:
    variable = family.names[1]

    def check(subject: Subject, world: World, evidence: Evidence) -> None:
        _expect_read(subject, world, family, dict.fromkeys(("true", "True", "TRUE"), True))

    family.add("is-on-for-true", f"``{variable}`` is true for ``true`` in any case.", check)

    def check_words(subject: Subject, world: World, evidence: Evidence) -> None:
        words = [*_ON, *map(str.upper, _ON), " yes ", "\ttrue\n"]
        _expect_read(subject, world, family, dict.fromkeys(words, True))

    family.add(
        "is-on-for-six-words",
        f"``{variable}`` is true for 1, true, yes, on, y and t, in any case and between blanks.",
        check_words,
        generations=CURRENT,
    )


def _switched_off(family: Family) -> None:
    variable = family.names[1]

    def check(subject: Subject, world: World, evidence: Evidence) -> None:
        words = ("false", "0", "no", "off", "", "tru", "2", "none")
        _expect_read(subject, world, family, dict.fromkeys(words, False))

    family.add("is-off-for-other-words", f"Any other ``{variable}`` is false.", check)

    def check_strict(subject: Subject, world: World, evidence: Evidence) -> None:
        _expect_read(subject, world, family, dict.fromkeys(("1", "yes", "on", "y", "t"), False))

    family.add(
        "is-off-for-all-but-true",
        f"``{variable}`` is true for the word ``true`` alone.",
        check_strict,
        generations=LEGACY,
    )


for switch in (LOG_MATRIX, LOG_IMAGES):
    _switched_on(switch)
    _switched_off(switch)

FAMILIES: Final = (MODE, MODEL_NAME, INTERVAL, MAX_IMAGES, SCORE, LOG_MATRIX, LOG_IMAGES)
