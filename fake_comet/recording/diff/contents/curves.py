"""How two curves differ: which points, and by how much."""

from __future__ import annotations

from fake_comet.recording.charts import Curve
from fake_comet.recording.diff.found import Found, found_in, together
from fake_comet.recording.diff.points import points_differ
from fake_comet.recording.diff.rules import Judge
from fake_comet.recording.diff.values import changes
from fake_comet.recording.tolerance import Tolerance


def curves_differ(old: Curve, new: Curve, tolerance: Tolerance) -> Found | None:
    """How they differ, None if they do not.

    Raises:
        UnreadableContent: one is no curve.
    """
    sides = [{"value": curve.y, "x": curve.x} for curve in (old, new)]
    rest = [{k: v for k, v in side.data.items() if k not in ("x", "y")} for side in (old, new)]
    return together(
        [
            points_differ(sides[0], sides[1], Judge(tolerance=tolerance)),
            found_in(changes(rest[0], rest[1], "", tolerance=tolerance)),
        ]
    )
