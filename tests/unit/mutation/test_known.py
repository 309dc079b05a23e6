"""What the surface of the SDK says of names."""

from __future__ import annotations

import pytest

from fake_comet.mutation import known


@pytest.mark.parametrize(
    "name", ["comet_ml", "comet_ml.integration", "comet_ml.integration.pytorch"]
)
def test_modules(name: str) -> None:
    assert known.is_module(name)


def test_what_is_no_module() -> None:
    assert not known.is_module("comet_ml.start")


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("comet_ml:start", "comet_ml:CometExperiment"),
        ("comet_ml:OfflineExperiment", "comet_ml:OfflineExperiment"),
        ("comet_ml:OfflineExperiment.get_artifact", "comet_ml:LoggedArtifact"),
        ("comet_ml:API.get_experiment", "comet_ml:APIExperiment"),
        ("comet_ml:Artifact.add", None),
        ("comet_ml:login", None),
    ],
)
def test_what_calls_give(key: str, given: str | None) -> None:
    assert known.given_by(key) == given


def test_experiments() -> None:
    assert known.is_experiment("comet_ml:CometExperiment")
    assert known.is_experiment("comet_ml:ExistingExperiment")
    assert not known.is_experiment("comet_ml:APIExperiment")
    assert not known.is_experiment("comet_ml:start")


def test_parameters() -> None:
    assert [each.name for each in known.parameters("comet_ml:Artifact")][:2] == [
        "name",
        "artifact_type",
    ]
    assert known.parameters("comet_ml:CometExperiment.nothing_like_it") == ()


def test_methods() -> None:
    assert "log_metric" in known.methods("comet_ml:Experiment")
    assert "url" not in known.methods("comet_ml:Experiment")
    assert known.methods("comet_ml:start") == frozenset()
