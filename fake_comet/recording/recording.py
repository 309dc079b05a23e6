"""The read side: everything one experiment received, through frozen views; it appends nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NoReturn, TypeVar

from fake_comet.errors import nearest
from fake_comet.recording import records
from fake_comet.recording.artifacts import ArtifactsView
from fake_comet.recording.assets import Asset, AssetsView
from fake_comet.recording.charts import ConfusionMatrix, Curve, Histogram
from fake_comet.recording.duplicates import duplicate_points
from fake_comet.recording.environment import Environment, environment_of
from fake_comet.recording.index import RecordIndex
from fake_comet.recording.journal import Call
from fake_comet.recording.kinds import shown_in
from fake_comet.recording.media import Audio, Embedding, Text, Video
from fake_comet.recording.models import ModelsView
from fake_comet.recording.parameters import OthersView, ParametersView
from fake_comet.recording.pictures import Figure, Image
from fake_comet.recording.problems import Problem
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.series import MetricsView
from fake_comet.recording.sites import Site
from fake_comet.recording.snapshot import Snapshot, Snapshots
from fake_comet.recording.tables import Table

R = TypeVar("R", bound=records.Record)
A = TypeVar("A", bound=Asset)


class Recording:
    """Everything one experiment received, in the SDK's own words.

    Recordings are equal if they hold the same; ``fake_comet.diff`` says what differs.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self._index = RecordIndex(recorder.records)
        self._snapshots = Snapshots(recorder.columns)
        self._duplicates: tuple[int, tuple[Problem, ...]] = (0, ())

    def snapshot(self) -> Snapshot:
        """All metric points as arrays."""
        return self._snapshots()

    def of_type(self, record: type[R]) -> Iterator[R]:
        """The records of one type in order."""
        return iter(self._index.of_type(record))

    @property
    def key(self) -> str:
        """The experiment key, 32 to 50 letters and digits."""
        return self.recorder.header.key

    @property
    def created_at(self) -> Site:
        """The line that created the experiment."""
        return self.recorder.header.created_at

    @property
    def name(self) -> str | None:
        """The name as set last, or the one the server made up."""
        named = [other.value for other in self.of_type(records.Other) if other.key == "Name"]
        return named[-1] if named else self.recorder.header.generated_name

    @property
    def project_name(self) -> str | None:
        """The project it was logged to; None for Comet's default project."""
        return self.recorder.header.project_name

    @property
    def workspace(self) -> str | None:
        """The workspace it was logged to; None for the user's own."""
        return self.recorder.header.workspace

    @property
    def offline(self) -> bool:
        """Whether it is an offline experiment."""
        return self.recorder.header.offline

    @property
    def ended(self) -> bool:
        """Whether ``end()`` was reached."""
        return self.recorder.header.ended

    @property
    def tags(self) -> frozenset[str]:
        """The tags it carries."""
        tags: set[str] = set()
        for tag in self.of_type(records.Tag):
            (tags.discard if tag.removed else tags.add)(tag.tag)
        return frozenset(tags)

    @cached_property
    def metrics(self) -> MetricsView:
        """Metric series by name."""
        return MetricsView(self._snapshots)

    @cached_property
    def parameters(self) -> ParametersView:
        """The last value of each parameter as Comet shows it; ``history(name)`` has all."""
        return ParametersView(self._of(records.Parameter), self._snapshots)

    @cached_property
    def others(self) -> OthersView:
        """The last value of each key of the Other tab; ``history(key)`` has all."""
        return OthersView(self._of(records.Other))

    @cached_property
    def assets(self) -> AssetsView[Asset]:
        """Every upload of any kind by name; ``all`` has them in order."""
        return AssetsView("asset", self._of(records.Upload), Asset)

    @cached_property
    def images(self) -> AssetsView[Image]:
        """Pictures by name, each name with a list."""
        return self._uploads("image", "images", Image)

    @cached_property
    def figures(self) -> AssetsView[Figure]:
        """Figures by name, each name with a list."""
        return self._uploads("figure", "figures", Figure)

    @cached_property
    def tables(self) -> AssetsView[Table]:
        """Tables by file name, each name with a list; any csv or tsv file is taken for one."""
        return self._uploads("table", "tables", Table)

    @cached_property
    def confusion_matrices(self) -> AssetsView[ConfusionMatrix]:
        """Confusion matrices by file name, each name with a list."""
        return self._uploads("confusion matrix", "confusion_matrices", ConfusionMatrix)

    @cached_property
    def curves(self) -> AssetsView[Curve]:
        """Curves by name, each name with a list."""
        return self._uploads("curve", "curves", Curve)

    @cached_property
    def histograms(self) -> AssetsView[Histogram]:
        """Histograms by name, each name with a list."""
        return self._uploads("histogram", "histograms", Histogram)

    @cached_property
    def texts(self) -> AssetsView[Text]:
        """Texts, which have no names of their own in Comet: read ``texts.all``."""
        return self._uploads("text", "texts", Text)

    @cached_property
    def audio(self) -> AssetsView[Audio]:
        """Sounds by file name, each name with a list."""
        return self._uploads("audio", "audio", Audio)

    @cached_property
    def videos(self) -> AssetsView[Video]:
        """Films by file name, each name with a list."""
        return self._uploads("video", "videos", Video)

    @cached_property
    def embeddings(self) -> AssetsView[Embedding]:
        """Embeddings, whose names the SDK makes up: read ``embeddings.all``."""

        def made(upload: records.Upload) -> Embedding:
            return Embedding(
                upload, {found.asset_id: found for found in self.of_type(records.Upload)}
            )

        return self._uploads("embedding", "embeddings", made)

    @cached_property
    def models(self) -> ModelsView:
        """Models by name: a sequence of files each, with ``remote_assets`` and ``versions``."""
        return ModelsView(
            self._shown("models"), self._of(records.RemoteModel), self._of(records.RegisteredModel)
        )

    @cached_property
    def artifacts(self) -> ArtifactsView:
        """Artifacts by name, each name with the list of its versions."""
        return ArtifactsView(self._of(records.ArtifactVersion))

    @property
    def notifications(self) -> tuple[records.Notification, ...]:
        """The notifications that were sent."""
        return tuple(self.of_type(records.Notification))

    @property
    def html(self) -> str:
        """What the HTML tab shows."""
        shown: list[str] = []
        for piece in self.of_type(records.Html):
            if piece.override:
                shown.clear()
            shown.append(str(piece.html))
        return "".join(shown)

    @property
    def graph(self) -> str | None:
        """The model graph as set last."""
        graphs = [record.graph for record in self.of_type(records.Graph)]
        return graphs[-1] if graphs else None

    @property
    def environment(self) -> Environment:
        """Packages, host, git and code."""
        return environment_of(self._index)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every SDK call in order."""
        return tuple(self.recorder.journal.calls())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the real SDK would have dropped, altered or only mumbled about."""
        count = len(self.recorder.columns)
        if self._duplicates[0] != count:
            self._duplicates = (count, duplicate_points(self.recorder, self.snapshot()))
        return self.recorder.problems() + self._duplicates[1]

    def save(self, path: str | os.PathLike[str], *, timestamps: bool = False) -> None:
        """Write it to one file, at once and whole or not at all.

        Args:
            timestamps: keep times and thread identifiers, which differ from run to run; without
                them the same recording always gives the same bytes.
        """
        from fake_comet.recording.store import save

        save(self, path, timestamps=timestamps)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recording):
            return NotImplemented
        from fake_comet.recording.diff import diff

        return not diff(self, other)

    def __getattr__(self, name: str) -> NoReturn:
        message = f"a recording has no {name!r}"
        if not name.startswith("_"):
            close = nearest(name, [known for known in dir(type(self)) if not known.startswith("_")])
            message += f"; did you mean {', '.join(close)}?" if close else ""
        raise AttributeError(message, name=name, obj=self)

    def __repr__(self) -> str:
        return f"<Recording {self.name or self.key!r}>"

    def _of(self, record: type[R]) -> Callable[[], Sequence[R]]:
        return lambda: self._index.of_type(record)

    def _shown(self, view: str) -> Callable[[], Sequence[records.Upload]]:
        return lambda: [
            upload for upload in self.of_type(records.Upload) if shown_in(upload) == view
        ]

    def _uploads(self, kind: str, view: str, made: Callable[[records.Upload], A]) -> AssetsView[A]:
        return AssetsView(kind, self._shown(view), made)
