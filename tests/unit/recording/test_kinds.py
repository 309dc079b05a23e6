import pytest

from fake_comet.recording.kinds import shown_in
from tests.support.recordings import log_upload, new_recording


@pytest.mark.parametrize(
    ("kind", "fields", "view"),
    [
        ("visualization", {}, "images"),
        ("visualization", {"extension": "png"}, "images"),
        ("visualization", {"extension": "svg"}, "figures"),
        ("visualization", {"extension": "png", "method": "log_figure"}, "figures"),
        ("visualization", {"extension": "svg", "method": "log_image"}, "images"),
        ("asset", {"extension": "csv"}, "tables"),
        ("asset", {"extension": "tsv"}, "tables"),
        ("asset", {"extension": "tsv", "name": "vectors-123.tsv"}, "assets"),
        ("asset", {"extension": "tsv", "name": "metadata-9.tsv"}, "assets"),
        ("asset", {"extension": "json"}, "assets"),
        ("dataframe", {"extension": "json"}, "tables"),
        ("model-element", {}, "models"),
        ("confusion-matrix", {}, "confusion_matrices"),
        ("curve", {}, "curves"),
        ("histogram3d", {}, "histograms"),
        ("text-sample", {}, "texts"),
        ("audio", {}, "audio"),
        ("video", {}, "videos"),
        ("embeddings", {}, "embeddings"),
        ("notebook", {}, "assets"),
        ("3d-image", {}, "assets"),
    ],
)
def test_each_kind_of_upload_has_its_view(kind, fields, view):
    recording = new_recording()
    upload = log_upload(recording, kind, b"", **fields)
    assert shown_in(upload) == view
    if view != "models":
        assert [asset.upload for asset in getattr(recording, view).all] == [upload]
