"""The makers as Hypothesis strategies; importing it needs Hypothesis, and nothing else does.

Whatever a maker draws, Hypothesis chooses, so failing examples shrink to few and plain things.
"""

from __future__ import annotations

from typing import Any

from fake_comet.errors import MissingLibrary
from fake_comet.samples.chance import Array
from fake_comet.samples.makers import Drawn, Makers
from fake_comet.samples.pictures import SMALLEST, Picture
from fake_comet.samples.tables import Classified, Table

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingLibrary(
        "Hypothesis is not installed: pip install 'fake-comet[hypothesis]'"
    ) from None

Strategy = st.SearchStrategy
_FEW = st.integers(0, 5)
_SOME = st.integers(1, 10)


def samples() -> Strategy[Makers]:
    """All makers, for what the other strategies leave open."""
    return st.randoms(use_true_random=False).map(Drawn)


def experiment_names() -> Strategy[str]:
    """Names of experiments."""
    return samples().map(Makers.experiment_name)


def project_names() -> Strategy[str]:
    """Names of projects."""
    return samples().map(Makers.project_name)


def workspace_names() -> Strategy[str]:
    """Names of workspaces."""
    return samples().map(Makers.workspace_name)


def metric_names() -> Strategy[str]:
    """Names of metrics."""
    return samples().map(Makers.metric_name)


def class_names() -> Strategy[list[str]]:
    """Names of one class or more, all different."""
    return st.builds(Makers.class_names, samples(), _SOME)


def experiment_tags() -> Strategy[list[str]]:
    """Lists of tags, all different."""
    return st.builds(Makers.experiment_tags, samples(), _FEW)


def parameter_trees(max_depth: int = 3) -> Strategy[dict[str, Any]]:
    """Nested parameters."""
    depth = st.integers(1, max_depth)
    return st.builds(Makers.parameter_tree, samples(), depth, breadth=_FEW)


def learning_curves(max_steps: int = 100) -> Strategy[Array]:
    """Curves that fall or rise, with noise or none, plateaus or none, and some that diverge."""
    ends = st.sampled_from([(2.5, 0.1), (0.0, 0.95), (1.0, 0.0)])
    return st.builds(
        lambda makers, steps, bounds, **how: makers.learning_curve(
            steps, start=bounds[0], end=bounds[1], **how
        ),
        samples(),
        st.integers(1, max_steps),
        ends,
        noise=st.sampled_from([0.0, 0.05, 0.2]),
        plateaus=st.integers(0, 2),
        diverges=st.booleans(),
    )


def pictures(max_side: int = 64) -> Strategy[Picture]:
    """Pictures with things in them, or with nothing."""
    side = st.integers(SMALLEST, max_side)
    return st.builds(Makers.picture, samples(), _FEW, width=side, height=side)


def classified(max_examples: int = 50) -> Strategy[Classified]:
    """What a model takes examples for."""
    examples = st.integers(1, max_examples)
    return st.builds(
        Makers.classified, samples(), examples, classes=_SOME, accuracy=st.floats(0, 1)
    )


def confusion_matrices() -> Strategy[list[list[int]]]:
    """Square matrices of counts."""
    accuracy = st.floats(0, 1)
    return st.builds(Makers.confusion_matrix, samples(), _SOME, accuracy=accuracy)


def metric_tables() -> Strategy[Table]:
    """Tables with a row for each class."""
    return st.builds(Makers.metric_table, samples(), _SOME)


def predictions() -> Strategy[list[dict[str, Any]]]:
    """Lists of predictions for a few images, with outlines or without."""
    polygons = st.booleans()
    return st.builds(Makers.predictions, samples(), _FEW, polygons=polygons)
