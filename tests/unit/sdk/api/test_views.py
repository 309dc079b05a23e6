from __future__ import annotations

import pytest

from fake_comet.sdk.api.views import View


def test_portable_view_has_no_home() -> None:
    view = View(
        name="v", template_id="t", project_id="p", experiment_key="k",
        v2={"experimentKey": "k", "x": 1}, v3={"experimentKey": "k"}, pinned_experiments=["k"],
    )  # fmt: skip
    assert view.as_portable() == View(name="v", v2={"x": 1})


def test_view_needs_a_name() -> None:
    with pytest.raises(ValueError, match="View name must not be empty"):
        View(name="")


@pytest.mark.parametrize("field", ["query_state", "chart_state", "table_state"])
def test_state_must_be_json(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field} must be a valid JSON string"):
        View(name="v", **{field: "{"})  # type: ignore[arg-type]
