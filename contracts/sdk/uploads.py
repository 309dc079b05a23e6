"""Clauses on what is uploaded: pictures, tables, texts, matrices, files, models and artifacts."""

from __future__ import annotations

import io
import json
from typing import Any, Final

from contracts.evidence import Evidence, Upload
from contracts.expectation import expect, expect_that
from contracts.sdk.stage import family, logged
from contracts.subject import Subject
from contracts.world import World

IMAGE: Final = family("log_image", ["log_image"], tags=["media"])
MEDIA: Final = family("media", ["log_text", "log_curve", "log_histogram_3d"], tags=["media"])
TABLE: Final = family("log_table", ["log_table"], tags=["media"])
MATRIX: Final = family("log_confusion_matrix", ["log_confusion_matrix"], tags=["media"])
ASSET: Final = family("log_asset", ["log_asset", "log_asset_data"], tags=["assets"])
MODEL: Final = family("log_model", ["log_model"], tags=["assets"])
ARTIFACT: Final = family("log_artifact", ["log_artifact"], page="Artifact", tags=["artifacts"])
FAMILIES: Final = (IMAGE, MEDIA, TABLE, MATRIX, ASSET, MODEL, ARTIFACT)

_LAYERS: Final = [
    {"name": "truth", "data": [{"label": "cat", "boxes": [[1, 1, 2, 2]], "score": 0.9}]}
]


def _pixels(world: World) -> Any:
    """A picture of 3 rows and 4 columns whose values go from 0 to 255."""
    numbers = [(5 * n) % 256 for n in range(35)] + [255]
    return world.array(numbers, "uint8").reshape(3, 4, 3)


def _first(uploads: Any, what: str) -> Any:
    found = list(uploads.all)
    expect(len(found), 1, f"uploads: {what}")
    return found[0]


@IMAGE.must
def keeps_every_pixel(subject: Subject, world: World, evidence: Evidence) -> None:
    """An array arrives as a picture with its pixels, values from 0 to 255 unchanged."""
    pixels = _pixels(world)
    received = logged(subject, world, evidence, lambda made: made.log_image(pixels, "p"))
    expect(_first(received.images, "pictures").pixels, pixels, "the pixels")


@IMAGE.must
def keeps_name_and_step(subject: Subject, world: World, evidence: Evidence) -> None:
    """A picture has the name and the step it was logged with."""
    received = logged(
        subject, world, evidence, lambda made: made.log_image(_pixels(world), "p", step=3)
    )
    picture = _first(received.images, "pictures")
    expect((picture.name, picture.step), ("p", 3), "name and step")


@IMAGE.must
def keeps_annotations(subject: Subject, world: World, evidence: Evidence) -> None:
    """Layers of boxes arrive as they were given."""
    received = logged(
        subject,
        world,
        evidence,
        lambda made: made.log_image(_pixels(world), "p", annotations=_LAYERS),
    )
    expect(_first(received.images, "pictures").annotations, _LAYERS, "the annotations")


@IMAGE.must
def are_as_they_were_at_the_call(subject: Subject, world: World, evidence: Evidence) -> None:
    """Changing an array after it was logged does not change the picture."""
    pixels = _pixels(world)

    def program(made: Any) -> None:
        logged_array = pixels.copy()
        made.log_image(logged_array, "p")
        logged_array[:] = 0

    received = logged(subject, world, evidence, program)
    expect(_first(received.images, "pictures").pixels, pixels, "the pixels")


@MEDIA.must
def uploads_texts(subject: Subject, world: World, evidence: Evidence) -> None:
    """A text arrives with its step."""
    received = logged(subject, world, evidence, lambda made: made.log_text("hello", step=2))
    text = _first(received.assets, "texts")
    expect((text.content, text.type, text.step), (b"hello", "text-sample", 2), "the text")


@MEDIA.must
def uploads_curves(subject: Subject, world: World, evidence: Evidence) -> None:
    """A curve arrives with its name and both coordinates."""
    received = logged(
        subject, world, evidence, lambda made: made.log_curve("c", [0, 1], [2.0, 3.0])
    )
    curve = _first(received.assets, "curves")
    found = json.loads(curve.content)
    expect((curve.type, found["name"], found["x"], found["y"]), ("curve", "c", [0, 1], [2, 3]))


@MEDIA.must
def uploads_histograms(subject: Subject, world: World, evidence: Evidence) -> None:
    """A histogram arrives under its name."""
    received = logged(
        subject, world, evidence, lambda made: made.log_histogram_3d([1, 2, 2], "h", step=1)
    )
    found = _first(received.assets, "histograms")
    expect((found.name, found.type, found.step), ("h", "histogram3d", 1), "the histogram")


@TABLE.must
def is_the_file_it_is_named(subject: Subject, world: World, evidence: Evidence) -> None:
    """Rows and headers arrive as the file whose name was given."""

    def program(made: Any) -> None:
        made.log_table("t.csv", [[1, 2], [3, 4]], headers=["a", "b"])

    table = _first(logged(subject, world, evidence, program).assets, "tables")
    expect(table.content.decode().split(), ["a,b", "1,2", "3,4"], "the table")
    expect(table.name, "t.csv", "the name")


@TABLE.must
def needs_a_name_of_a_table(subject: Subject, world: World, evidence: Evidence) -> None:
    """A name that ends neither in csv nor tsv uploads no rows."""

    def program(made: Any) -> None:
        made.log_table("t.pdf", [[1, 2]])

    received = logged(subject, world, evidence, program)
    expect([one.name for one in received.assets.all], [], "the uploads")


@MATRIX.must
def counts_actual_by_predicted(subject: Subject, world: World, evidence: Evidence) -> None:
    """Rows are the actual, columns the predicted categories."""

    def program(made: Any) -> None:
        made.log_confusion_matrix([0, 1, 1], [0, 1, 0], labels=["x", "y"])

    matrix = _first(logged(subject, world, evidence, program).confusion_matrices, "matrices")
    expect(matrix.matrix, [[1, 0], [1, 1]], "the matrix")
    expect(matrix.labels, ["x", "y"], "the labels")


@MATRIX.must
def takes_a_finished_matrix(subject: Subject, world: World, evidence: Evidence) -> None:
    """A matrix that is given arrives as it is."""

    def program(made: Any) -> None:
        made.log_confusion_matrix(matrix=[[5, 1], [0, 7]], labels=["x", "y"])

    matrix = _first(logged(subject, world, evidence, program).confusion_matrices, "matrices")
    expect(matrix.matrix, [[5, 1], [0, 7]], "the matrix")


def _file(world: World, content: bytes = b"content") -> str:
    path = world.folder / "file.bin"
    path.write_bytes(content)
    return str(path)


@ASSET.must
def uploads_the_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """A file arrives with its bytes and the name that was given."""
    path = _file(world)
    received = logged(
        subject, world, evidence, lambda made: made.log_asset(path, file_name="n.bin", step=1)
    )
    asset = _first(received.assets, "files")
    expect((asset.name, asset.content, asset.step), ("n.bin", b"content", 1), "the file")


@ASSET.must
def has_the_name_of_the_file(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without a name it is the file's."""
    path = _file(world)
    received = logged(subject, world, evidence, lambda made: made.log_asset(path))
    expect(_first(received.assets, "files").name, "file.bin", "the name")


@ASSET.must
def may_replace(subject: Subject, world: World, evidence: Evidence) -> None:
    """``overwrite=True`` is told to Comet, and nothing is told by default."""
    path = _file(world)

    def program(made: Any) -> None:
        made.log_asset(path, overwrite=True)
        made.log_asset(path, file_name="other")

    found: list[Upload] = list(logged(subject, world, evidence, program).assets.all)
    expect([one.overwrite for one in found], [True, False], "overwrite")


@ASSET.must
def skips_what_is_not_there(subject: Subject, world: World, evidence: Evidence) -> None:
    """A file that does not exist uploads nothing and raises nothing."""
    path = str(world.folder / "nothing.bin")
    received = logged(subject, world, evidence, lambda made: made.log_asset(path))
    expect([one.name for one in received.assets.all], [], "the uploads")


@ASSET.must
def writes_data_as_json(subject: Subject, world: World, evidence: Evidence) -> None:
    """A dictionary arrives as JSON."""
    received = logged(
        subject, world, evidence, lambda made: made.log_asset_data({"a": [1, 2]}, name="d.json")
    )
    text = _first(received.assets, "files").content.decode()
    expect("".join(text.split()), '{"a":[1,2]}', "the data")


@MODEL.must
def files_belong_to_it(subject: Subject, world: World, evidence: Evidence) -> None:
    """The file of a model arrives under the name of the model."""
    path = _file(world, b"weights")
    received = logged(subject, world, evidence, lambda made: made.log_model("m", path))
    expect(list(received.models), ["m"], "the models")
    files = received.models["m"]
    expect([(one.name, one.content) for one in files], [("file.bin", b"weights")], "its files")


@ARTIFACT.must
def has_a_version_with_its_files(subject: Subject, world: World, evidence: Evidence) -> None:
    """An artifact arrives as a version with files, aliases and metadata."""

    def program(made: Any) -> None:
        artifact = subject.call(
            "Artifact", "a", "dataset", version="1.2.3", aliases=["x"], metadata={"k": 1}
        )
        artifact.add(io.BytesIO(b"data"), "f.bin")
        made.log_artifact(artifact)

    received = logged(subject, world, evidence, program)
    expect(list(received.artifacts), ["a"], "the artifacts")
    (version,) = received.artifacts["a"]
    expect((version.version, list(version.aliases)), ("1.2.3", ["x"]), "version and aliases")
    expect(version.metadata, {"k": 1}, "the metadata")
    expect([one.logical_path for one in version.assets], ["f.bin"], "the files")


@ARTIFACT.must
def counts_its_versions(subject: Subject, world: World, evidence: Evidence) -> None:
    """Without a version the first is 1.0.0, and each further one a major version more."""

    def program(made: Any) -> None:
        for _ in range(2):
            artifact = subject.call("Artifact", "a", "dataset")
            artifact.add(io.BytesIO(b"data"), "f.bin")
            made.log_artifact(artifact)

    found = [one.version for one in logged(subject, world, evidence, program).artifacts["a"]]
    expect_that(found == ["1.0.0", "2.0.0"], "1.0.0 and 2.0.0", found, "the versions")
