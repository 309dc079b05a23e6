"""What checks look at: what Comet received, as protocols. It knows nobody who collects it.

``fake_comet``'s recordings are such; anything else that tells the same will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from contracts.expectation import Violation


class Series(Protocol):
    """The points of one metric, in order."""

    @property
    def values(self) -> Iterable[Any]:
        """The values."""

    @property
    def steps(self) -> Iterable[Any]:
        """The steps."""

    @property
    def epochs(self) -> Iterable[Any]:
        """The epochs."""

    @property
    def contexts(self) -> Iterable[Any]:
        """The context of each, as ``train``, or None."""


class Upload(Protocol):
    """One file or object that was uploaded."""

    @property
    def name(self) -> str:
        """The name that Comet shows."""

    @property
    def type(self) -> str:
        """What kind of upload Comet takes it for."""

    @property
    def step(self) -> Any:
        """The step it was logged with."""

    @property
    def epoch(self) -> Any:
        """The epoch it was logged with."""

    @property
    def content(self) -> bytes:
        """The bytes."""

    @property
    def overwrite(self) -> bool:
        """Whether it replaces earlier ones of that name."""


class Picture(Upload, Protocol):
    """One picture."""

    @property
    def pixels(self) -> Any:
        """An array of rows, columns and channels."""

    @property
    def annotations(self) -> Any:
        """Its layers of boxes and polygons."""


class Matrix(Upload, Protocol):
    """One confusion matrix: rows are the actual, columns the predicted categories."""

    @property
    def matrix(self) -> Any:
        """How often each category was taken for each."""

    @property
    def labels(self) -> Sequence[str]:
        """The names of the categories."""


class ArtifactFile(Protocol):
    """One file of an artifact."""

    @property
    def logical_path(self) -> str:
        """Where it lies in the artifact."""


class ArtifactVersion(Protocol):
    """One version of an artifact."""

    @property
    def version(self) -> str:
        """Its number, as ``1.0.0``."""

    @property
    def aliases(self) -> Iterable[str]:
        """Other names of the version."""

    @property
    def metadata(self) -> Any:
        """What was said of it."""

    @property
    def assets(self) -> Iterable[ArtifactFile]:
        """Its files."""


class Call(Protocol):
    """One call of an SDK method."""

    @property
    def method(self) -> str:
        """Its name."""

    @property
    def args(self) -> tuple[Any, ...]:
        """Positional arguments."""

    @property
    def kwargs(self) -> Mapping[str, Any]:
        """Keyword arguments."""


U = TypeVar("U", bound=Upload, covariant=True)


class Uploads(Protocol[U]):
    """Uploads of one kind by name, each name with all its uploads in order."""

    @property
    def all(self) -> Sequence[U]:
        """Those of all names, in the order in which they were logged."""

    def __getitem__(self, name: str, /) -> Sequence[U]:
        """Those of a name."""

    def __contains__(self, name: object, /) -> bool:
        """Whether there are any of a name."""


class Received(Protocol):
    """Everything that one experiment received."""

    @property
    def key(self) -> str:
        """The experiment key."""

    @property
    def project_name(self) -> str | None:
        """The project it was logged to."""

    @property
    def workspace(self) -> str | None:
        """The workspace of the project."""

    @property
    def name(self) -> str | None:
        """The name of the experiment."""

    @property
    def tags(self) -> Iterable[str]:
        """Its tags."""

    @property
    def html(self) -> str | None:
        """What the HTML tab shows."""

    @property
    def graph(self) -> str | None:
        """The graph of the model."""

    @property
    def artifacts(self) -> Mapping[str, Sequence[ArtifactVersion]]:
        """The versions of each artifact."""

    @property
    def offline(self) -> bool:
        """Whether it is an offline experiment."""

    @property
    def ended(self) -> bool:
        """Whether ``end()`` was called."""

    @property
    def metrics(self) -> Mapping[str, Series]:
        """Metric series by name."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Parameters by name, as Comet shows them."""

    @property
    def others(self) -> Mapping[str, Any]:
        """The values of the Other tab by key."""

    @property
    def images(self) -> Uploads[Picture]:
        """Pictures."""

    @property
    def models(self) -> Mapping[str, Sequence[Upload]]:
        """The files of each model."""

    @property
    def confusion_matrices(self) -> Uploads[Matrix]:
        """Confusion matrices."""

    @property
    def assets(self) -> Uploads[Upload]:
        """Uploads of any kind."""

    @property
    def calls(self) -> Sequence[Call]:
        """Every SDK call in order."""


class Evidence(Protocol):
    """What came to light during one check; it grows while the check runs."""

    @property
    def experiments(self) -> Sequence[Received]:
        """What each experiment received, in the order in which they were created."""

    @property
    def messages(self) -> Sequence[str]:
        """What anybody logged at level warning or above."""


def only(evidence: Evidence) -> Received:
    """The only experiment.

    Raises:
        Violation: there is none, or more than one.
    """
    found = evidence.experiments
    if len(found) != 1:
        raise Violation("experiments created", expected="1", got=str(len(found)))
    return found[0]


def newest(evidence: Evidence) -> Received:
    """The experiment that was created last.

    Raises:
        Violation: there is none.
    """
    if not evidence.experiments:
        raise Violation("experiments created", expected="at least 1", got="0")
    return evidence.experiments[-1]
