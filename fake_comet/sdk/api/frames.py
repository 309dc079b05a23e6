"""Metric points as pandas DataFrames, as the SDK builds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def points_frame(points: list[dict[str, Any]]) -> pd.DataFrame:
    """The points of one metric, with their times and the time between them."""
    import pandas as pd

    rows = [
        {
            "value": float(point["metricValue"]),
            "timestamp": point["timestamp"] / 1000.0,
            "step": point["step"],
            "epoch": point["epoch"],
        }
        for point in points
    ]
    frame = pd.DataFrame(rows, columns=["value", "timestamp", "step", "epoch"])
    frame["datetime"] = pd.to_datetime(frame["timestamp"], unit="s")
    frame["duration"] = frame["timestamp"].diff()
    return frame


def metrics_frame(
    charts: Mapping[str, Mapping[str, Any]], metrics: list[str], x_axis: str, *, interpolate: bool
) -> pd.DataFrame:
    """Some metrics of some experiments, one row for each experiment and place on the x axis."""
    import pandas as pd

    columns = ["experiment_key", "experiment_name", x_axis, *metrics]
    frame = pd.DataFrame(_rows(charts.values(), metrics, x_axis), columns=columns)
    if frame.empty:
        return frame
    keys = ["experiment_key", x_axis]
    frame = frame.groupby(keys).aggregate("last").reset_index()[columns]
    if not interpolate:
        return frame
    places = _places(frame, x_axis)
    parts = [
        _interpolated(part, metrics, x_axis, places) for _, part in frame.groupby("experiment_key")
    ]
    return pd.concat(parts, ignore_index=True).sort_values(keys)[columns]


def _rows(
    charts: Iterable[Mapping[str, Any]], metrics: list[str], x_axis: str
) -> list[dict[str, Any]]:
    rows = []
    for chart in charts:
        who = {"experiment_key": chart["experimentKey"], "experiment_name": chart["experimentName"]}
        for metric in chart["metrics"]:
            if metric["metricName"] in metrics:
                pairs = zip(metric[f"{x_axis}s"], metric["values"], strict=True)
                rows += [{**who, x_axis: x, metric["metricName"]: _value(y)} for x, y in pairs]
    return rows


def _value(value: Any) -> Any:
    try:
        return None if value is None else float(value)
    except ValueError:
        return value


def _places(frame: pd.DataFrame, x_axis: str) -> list[Any]:
    known = frame.dropna(subset=[x_axis])[x_axis]
    if x_axis != "duration":
        return list(known.unique())
    import numpy as np

    return list(np.linspace(known.min(), known.max(), num=100))


def _interpolated(
    part: pd.DataFrame, metrics: list[str], x_axis: str, places: list[Any]
) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    made = pd.DataFrame({x_axis: places})
    for metric in metrics:
        if pd.api.types.is_numeric_dtype(part[metric]):
            known = part[part[metric].notnull()]
            values = np.interp(places, known[x_axis], known[metric], right=np.nan, left=np.nan)
            made[metric] = values
        else:
            made[metric] = part.set_index(x_axis).reindex(places).reset_index()[metric]
    made["experiment_key"] = part.iloc[0]["experiment_key"]
    made["experiment_name"] = part.iloc[0]["experiment_name"]
    return made
