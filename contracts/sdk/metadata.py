"""Clauses on parameters, others, tags and the name of an experiment."""

from __future__ import annotations

from typing import Any, Final

from contracts.evidence import Evidence
from contracts.expectation import expect
from contracts.sdk.stage import family, logged
from contracts.subject import Subject
from contracts.world import World

PARAMETERS: Final = family(
    "log_parameters", ["log_parameter", "log_parameters"], tags=["parameters"]
)
OTHERS: Final = family("log_other", ["log_other", "log_others"], tags=["others"])
TAGS: Final = family("add_tag", ["add_tag", "add_tags"], tags=["others"])
NAME: Final = family("set_name", ["set_name"], tags=["others"])
PAGES: Final = family("log_html", ["log_html", "set_model_graph"], tags=["others"])
FAMILIES: Final = (PARAMETERS, OTHERS, TAGS, NAME, PAGES)


@PARAMETERS.must
def keeps_plain_values(subject: Subject, world: World, evidence: Evidence) -> None:
    """Numbers and texts arrive as they are."""
    given = {"rate": 0.1, "layers": 3, "optimizer": "sgd"}
    received = logged(subject, world, evidence, lambda made: made.log_parameters(given))
    expect({name: received.parameters.get(name) for name in given}, given, "the parameters")


@PARAMETERS.must
def joins_nested_names(subject: Subject, world: World, evidence: Evidence) -> None:
    """Names of nested dictionaries are joined by a bar."""
    given = {"a": {"b": 1, "c": {"d": 2}}}
    received = logged(subject, world, evidence, lambda made: made.log_parameters(given))
    expect(sorted(received.parameters), ["a|b", "a|c|d"], "the parameters")


@PARAMETERS.must
def puts_a_prefix_before(subject: Subject, world: World, evidence: Evidence) -> None:
    """A prefix stands before each name, with an underscore."""
    received = logged(
        subject, world, evidence, lambda made: made.log_parameters({"a": 1}, prefix="p")
    )
    expect(dict(received.parameters), {"p_a": 1}, "the parameters")


@PARAMETERS.must
def lets_the_last_value_count(subject: Subject, world: World, evidence: Evidence) -> None:
    """Of several values under a name Comet shows the last."""

    def program(made: Any) -> None:
        made.log_parameter("a", 1)
        made.log_parameter("a", 2)

    expect(dict(logged(subject, world, evidence, program).parameters), {"a": 2}, "the parameters")


@PARAMETERS.must
def have_the_context_in_front(subject: Subject, world: World, evidence: Evidence) -> None:
    """Within ``train()`` the name of a parameter begins with it."""

    def program(made: Any) -> None:
        with made.train():
            made.log_parameter("a", 1)

    received = logged(subject, world, evidence, program)
    names = [name for name in received.parameters if not name.startswith("curr_")]
    expect(names, ["train_a"], "the parameters")


@OTHERS.must
def keeps_pairs(subject: Subject, world: World, evidence: Evidence) -> None:
    """Each key has the value that was logged last."""

    def program(made: Any) -> None:
        made.log_other("a", 1)
        made.log_others({"a": 2, "b": "x"})

    received = logged(subject, world, evidence, program)
    expect({key: received.others.get(key) for key in "ab"}, {"a": 2, "b": "x"}, "the others")


@TAGS.must
def adds_each_tag_once(subject: Subject, world: World, evidence: Evidence) -> None:
    """All tags of all calls are there, each once."""

    def program(made: Any) -> None:
        made.add_tag("a")
        made.add_tags(["b", "a"])

    expect(sorted(logged(subject, world, evidence, program).tags), ["a", "b"], "the tags")


@TAGS.must
def takes_only_lists(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is no list of texts adds no tag, and raises nothing."""

    def program(made: Any) -> None:
        made.add_tags(("a", "b"))
        made.add_tag(5)

    expect(sorted(logged(subject, world, evidence, program).tags), [], "the tags")


@NAME.must
def names_the_experiment(subject: Subject, world: World, evidence: Evidence) -> None:
    """The name that was set last is its name."""

    def program(made: Any) -> None:
        made.set_name("first")
        made.set_name("second")
        expect(made.get_name(), "second", "get_name()")

    expect(logged(subject, world, evidence, program).name, "second", "the name")


@PAGES.must
def appends_html(subject: Subject, world: World, evidence: Evidence) -> None:
    """What is logged as HTML is appended to what is there."""

    def program(made: Any) -> None:
        made.log_html("<p>a</p>")
        made.log_html("<p>b</p>")

    html = logged(subject, world, evidence, program).html
    expect("".join((html or "").split()), "<p>a</p><p>b</p>", "the html")


@PAGES.must
def keeps_the_graph(subject: Subject, world: World, evidence: Evidence) -> None:
    """The model graph arrives as the text that was set."""
    received = logged(subject, world, evidence, lambda made: made.set_model_graph("graph"))
    expect(received.graph, "graph", "the graph")
