"""Files that ``APIExperiment`` uploads: assets, pictures, videos, curves and tables."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, Final, cast

from fake_comet.recording.records import Content
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk import assets_messages, files, tabular
from fake_comet.sdk.api.core import APIExperimentCore, api_call
from fake_comet.sdk.exceptions import CometException
from fake_comet.sdk.experiment.tables import TableMethods
from fake_comet.sdk.uploads import data_as_json
from fake_comet.sdk.voice import ERROR, INFO, say

Answer = dict[str, Any]

_VIDEOS: Final = ("MP4", "MOV", "WMV", "GIF")


class UploadMethods(APIExperimentCore):
    """``log_…`` for files."""

    @api_call
    def log_asset(
        self,
        filename: str,
        step: int | None = None,
        name: str | None = None,
        overwrite: bool | None = None,
        context: str | None = None,
        ftype: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a file; its name is the path as given if there is no other.

        Raises:
            AttributeError: there is no such file, which the SDK does not expect.
        """
        path = files.expanded_path(filename)
        if not files.is_file(path):
            say(
                "missing-file",
                assets_messages.FILE_NOT_READ,
                path,
                level=ERROR,
                logger="file_uploader",
            )
            raise AttributeError("'NoneType' object has no attribute 'file_like'")
        content, shown = Content(Path(path).read_bytes()), path if name is None else name
        fields = {"step": step, "overwrite": overwrite, "context": context, "type": ftype}
        fields["extension"] = os.path.splitext(shown)[1] or None
        return self._upload(ftype or "asset", content, metadata, fileName=shown, **fields)

    @api_call
    def log_image(
        self,
        filename: str,
        image_name: str | None = None,
        step: int | None = None,
        overwrite: bool | None = None,
        context: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a picture file."""
        path = files.expanded_path(filename)
        content = Content(Path(path).read_bytes())
        fields = {"step": step, "overwrite": overwrite, "context": context}
        fields["extension"] = os.path.splitext(path)[1].removeprefix(".")
        return self._upload(
            "visualization", content, metadata, figName=image_name or path, **fields
        )

    @api_call
    def log_video(
        self,
        filename: Any,
        name: str | None = None,
        overwrite: bool = False,
        step: int | None = None,
        epoch: int | None = None,
        context: str | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Upload a video file.

        Raises:
            CometException: its extension is not one of a video.
        """
        path = files.expanded_path(filename)
        extension = files.extension_of(path)
        if extension is None:
            raise CometException(messages.NO_EXTENSION)
        if extension.upper() not in _VIDEOS:
            known = ", ".join(_VIDEOS)
            raise CometException(messages.EXTENSION_UNSUPPORTED % (extension, known))
        content = Content(Path(path).read_bytes())
        fields = {"step": step, "epoch": epoch, "overwrite": overwrite, "context": context}
        named = {"fileName": name or path, "type": "video", "extension": extension}
        return self._upload("video", content, metadata, **named, **fields)

    @api_call
    def log_curve(
        self, name: str, x: Any, y: Any, overwrite: bool = False, step: int | None = None
    ) -> Answer:
        """Log a curve.

        Raises:
            ValueError: no name, no points, or not as many x as y.
        """
        reasons = _curve_faults(name, x, y)
        if reasons:
            raise ValueError(messages.CURVE_INVALID % (reasons,))
        text = data_as_json({"x": list(x), "y": list(y), "name": name})
        fields = {"fileName": name, "overwrite": overwrite, "step": step, "type": "curve"}
        return self._upload("curve", Content(text.encode()), None, **fields)

    @api_call
    def log_table(
        self, filename: str, tabular_data: Any = None, headers: Any = False, **format_kwargs: Any
    ) -> Answer | None:
        """Log a file that exists, rows as csv or tsv, or a DataFrame as csv, json, md or html.

        Raises:
            TypeError: neither a file nor rows.
        """
        path = files.expanded_path(filename)
        if files.is_file(path):
            if headers is not False:
                say("argument-ignored", messages.HEADERS_IGNORED, level=INFO, logger="api")
            content = Content(Path(path).read_bytes())
            return self._upload("asset", content, None, fileName=path, type="asset")
        if tabular_data is None:
            raise TypeError(messages.TABLE_WITHOUT_DATA)
        if not isinstance(filename, str):
            raise ValueError(messages.TABLE_NAME)
        # The rules are those of Experiment.log_table, which needs only self._log_asset.
        table = cast("TableMethods", self)
        form = tabular.format_of(filename)
        log = (
            TableMethods._log_dataframe
            if tabular.is_dataframe(tabular_data)
            else TableMethods._log_rows
        )
        return log(table, filename, tabular_data, form, headers, format_kwargs)

    def _log_asset(self, text: io.StringIO, file_name: str, asset_type: str = "asset") -> Answer:
        content = Content(text.getvalue().encode())
        extension = files.extension_of(file_name)
        return self._upload(asset_type, content, None, fileName=file_name, extension=extension)


def _curve_faults(name: Any, x: Any, y: Any) -> list[str]:
    faults = [] if isinstance(name, str) and name else [messages.CURVE_NAME]
    for values, fault in ((x, messages.CURVE_X), (y, messages.CURVE_Y)):
        if values is None or len(values) == 0:
            faults.append(fault)
    if not faults and len(x) != len(y):
        counts = (
            f"the number of 'x' values ({len(x)}) doesn't match the number of 'y' values ({len(y)})"
        )
        faults.append(counts)
    return faults
