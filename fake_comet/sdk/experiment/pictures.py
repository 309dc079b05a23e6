"""Images and figures; what is logged is copied or rendered at the call."""

from __future__ import annotations

import copy
import os
from typing import Any

from fake_comet.recording.records import Content
from fake_comet.sdk import annotation_check, figures, files, image_files
from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.annotations import Layer
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.images import ImageOptions
from fake_comet.sdk.media_files import Limit, refuse, refuse_text, say_no_file
from fake_comet.sdk.uploads import deprecate_copy_to_tmp
from fake_comet.sdk.voice import ERROR, say

Urls = dict[str, str | None]


class PictureMethods(ExperimentCore):
    """What Comet shows on its Graphics tab.

    Attributes:
        figure_counter: images and figures logged so far.
    """

    figure_counter: int = 0

    @sdk_call
    def log_image(
        self,
        image_data: Any,
        name: str | None = None,
        overwrite: bool = False,
        image_format: str = "png",
        image_scale: float = 1.0,
        image_shape: tuple[int, int] | None = None,
        image_colormap: str | None = None,
        image_minmax: tuple[int, int] | None = None,
        image_channels: str = "last",
        copy_to_tmp: bool = True,
        step: int | None = None,
        annotations: list[Layer] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Urls | None:
        """Log an image: an array, a tensor, a list, a PIL image, a path or a file object.

        Arrays are stretched from their own extent, or from ``image_minmax``, to 0 to 255.

        Raises:
            TypeError: there is no image.
        """
        deprecate_copy_to_tmp(copy_to_tmp, "log_image")
        if not self.alive or not _is_loggable(image_data, annotations):
            return None
        self._set_step(step)
        if image_data is None:
            raise TypeError(messages.IMAGE_NONE)
        fields = self._picture_fields(name, overwrite)
        fields["figName"] = files.expanded_path(name)
        sent = self._image_metadata(metadata, annotations)
        options = ImageOptions(
            format=image_format,
            scale=image_scale,
            shape=image_shape,
            colormap=image_colormap,
            minmax=image_minmax,
            channels=image_channels,
        )
        content = self._image_content(
            files.expanded(image_data), fields, options, copy_to_tmp=copy_to_tmp
        )
        return None if content is None else self._log_picture(fields, content, sent)

    def _picture_fields(self, name: Any, overwrite: Any) -> dict[str, Any]:
        return {
            "figName": name,
            "step": self._asset_step(),
            "figCounter": self.figure_counter,
            "context": self.context,
            "overwrite": overwrite,
        }

    def _image_metadata(self, metadata: Any, annotations: Any) -> dict[str, Any]:
        if metadata is None and annotations is None:
            return {}
        kept = {} if metadata is None else copy.deepcopy(metadata)
        if annotations is not None and len(annotations) > 0:
            kept["annotations"] = copy.deepcopy(annotations)
        return self._sent_metadata(kept)

    def _image_content(
        self, given: Any, fields: dict[str, Any], options: ImageOptions, *, copy_to_tmp: Any
    ) -> Content | None:
        name = fields["figName"]
        limit = Limit(self.upload_limit, messages.IMAGE_TOO_BIG)
        if files.is_file(given):
            fields["figName"] = os.path.basename(given) if name is None else name
            fields["extension"] = files.extension_of(given)
            return limit.content_of_file(given, copy_to_tmp=copy_to_tmp)
        if isinstance(given, str | bytes):
            say_no_file(given)
            return None
        if name is None:
            fields["figName"] = self._temporary_name()
        if files.is_file_like(given):
            fields["extension"] = files.extension_of(name)
            return limit.content_of_file_like(given)
        found = image_files.picture(given, options)
        return limit.content(found) if isinstance(found, bytes) else found

    def _log_picture(self, fields: dict[str, Any], content: Content, metadata: Any) -> Urls:
        image_id = self._new_id()
        self._upload("visualization", fields, content, metadata=metadata, asset_id=image_id)
        self.figure_counter += 1
        return self._image_url(image_id)

    @sdk_call
    def log_figure(
        self,
        figure_name: str | None = None,
        figure: Any = None,
        overwrite: bool = False,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
        format: str = "auto",
    ) -> Urls | None:
        """Log a figure of matplotlib, seaborn or plotly; without one, matplotlib's current figure.

        Raises:
            TypeError: it is a path, a text or a file object.
        """
        if not figures.kaleido_is_there(figure) or not self.alive:
            return None
        self._set_step(step)
        fields = self._picture_fields(figure_name or "Figure", overwrite)
        sent = self._sent_metadata(metadata)
        given = files.expanded(figure)
        if files.is_file(given) or files.is_file_like(given):
            refuse(given)
        refuse_text(given)
        largest = self.config.get_int(None, "comet.internal.max_svg_figure_size")
        rendered = figures.rendered(given, format, largest_svg=largest)
        if rendered is None:
            return None
        fields["extension"] = rendered.extension
        number = self.figure_counter
        limit = Limit(self.upload_limit, messages.FIGURE_TOO_BIG, shown_as=number)
        content = limit.content(rendered.data)
        return None if content is None else self._log_picture(fields, content, sent)


def _is_loggable(image_data: Any, annotations: Any) -> bool:
    if image_data.__class__.__name__ == "Figure" and hasattr(image_data, "axes"):
        say("nothing-logged", messages.IMAGE_IS_FIGURE)
        return False
    if annotations is not None:
        annotation_check.unfold_layers(annotations)
        wrong = annotation_check.failures(annotations)
        if wrong:
            say("invalid-argument", messages.ANNOTATIONS_INVALID % (wrong,), level=ERROR)
            return False
    return True
