from __future__ import annotations

from typing import Any

import pytest

from tests.support import served


@pytest.mark.parametrize(
    "method",
    [
        "get_panel_metrics_names",
        "get_panel_experiments",
        "get_panel_experiment_keys",
        "get_panel_project_id",
    ],
)
def test_outside_of_a_panel_nothing_is_known(api: Any, method: str) -> None:
    with pytest.raises(AttributeError, match="from inside a Comet Panel"):
        getattr(api, method)()


def test_configured_project_is_what_the_panel_shows(
    api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = served.log_run()
    monkeypatch.setenv("COMET_WORKSPACE", "ws")
    monkeypatch.setenv("COMET_PROJECT_NAME", "proj")
    assert (api.get_panel_workspace(), api.get_panel_project_name()) == ("ws", "proj")
    assert api.get_panel_metrics_names() == ["loss"]
    assert [found.id for found in api.get_panel_experiments()] == [run.id]
    assert api.get_panel_experiment_keys() == [run.id]
    assert api.get_panel_project_id() == api.get_project("ws", "proj")["projectId"]


def test_panel_without_settings_has_none(api: Any) -> None:
    assert api.get_panel_options() == {}
    assert api.get_panel_experiment_colors() == api.get_panel_metric_colors() == {}
    assert api.get_panel_size() == (0, 0)
