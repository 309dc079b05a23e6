from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


def _make(name: str = "Experiment", *args: Any, **options: Any) -> Any:
    import comet_ml

    return getattr(comet_ml, name)(*args, **options)


@pytest.mark.parametrize("name", ["Experiment", "OfflineExperiment"])
def test_unknown_keyword_is_a_problem_at_the_line_of_the_call(session: Session, name: str) -> None:
    _make(name, nonsense=1)
    (problem,) = (one for one in session.problems if one.kind == "unknown-keyword")
    assert problem.site.file == __file__
    assert "'nonsense'" in problem.message


def test_second_experiment_ends_the_first_which_is_a_problem(session: Session) -> None:
    first = _make()
    second = _make()
    assert (first.alive, first.ended, second.alive) == (False, True, True)
    assert [problem.kind for problem in session.problems] == ["experiment-replaced"]


def test_second_experiment_after_end_is_fine(session: Session) -> None:
    _make().end()
    _make().end()
    assert session.problems == ()


def test_disabled_experiment_records_nothing_and_its_getters_work(session: Session) -> None:
    experiment = _make(disabled=True)
    experiment.log_metric("m", 1)
    assert experiment.get_metric("m") == 1
    assert len(session.experiment.metrics) == 0
    assert [problem.kind for problem in session.problems] == ["call-while-disabled"]


def test_constructor_is_in_the_journal_without_its_api_key(session: Session) -> None:
    _make("Experiment", "secret-secret", project_name="p")
    call = session.experiment.calls[0]
    assert (call.method, call.site.file) == ("Experiment", __file__)
    assert call.kwargs == {"api_key": "secre********", "project_name": "p"}


def test_taken_key_gives_a_dead_experiment_and_a_problem(session: Session) -> None:
    key = _make().id
    again = _make(experiment_key=key)
    assert not again.alive
    assert "was already uploaded" in session.problems[-1].message


def test_others_and_name_are_taken_from_the_environment(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_LOG_OTHER_FOO", "bar")
    monkeypatch.setenv("COMET_EXPERIMENT_NAME", "named")
    _make()
    assert dict(session.experiment.others) == {"foo": "bar", "Name": "named"}


def test_arguments_of_the_script_are_parameters_outside_of_pytest(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["train.py", "--lr", "0.1"])
    _make()
    monkeypatch.delitem(sys.modules, "pytest")
    _make()
    assert [dict(one.parameters) for one in session.experiments] == [{}, {"lr": 0.1}]


def test_generated_names_differ(session: Session) -> None:
    assert (_make().name, _make().name) == ("fake_name_1", "fake_name_2")


def test_base_class_is_never_alive() -> None:
    assert not _make("CometExperiment").alive


def test_addresses_name_workspace_and_project() -> None:
    experiment = _make(workspace="w", project_name="p")
    assert experiment.url == f"https://www.comet.com/w/p/{experiment.id}"


def test_wrong_arguments_are_told_as_by_the_sdk() -> None:
    with pytest.raises(TypeError, match=r"CometExperiment\.log_metric\(\) missing 1 required"):
        _make().log_metric("m")
    with pytest.raises(TypeError, match=r"Experiment\.create_symlink\(\) missing 1 required"):
        _make().create_symlink()
    with pytest.raises(TypeError, match=r"OfflineExperiment\.create_symlink\(\) missing 1"):
        _make("OfflineExperiment").create_symlink()
