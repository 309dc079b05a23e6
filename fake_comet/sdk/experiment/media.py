"""Sound, video and 3-D points; files are read at the call."""

from __future__ import annotations

import json
import os
from typing import IO, Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import assets_messages, audio, files, scenes
from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.exceptions import CometException
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.media_files import Limit, refuse, refuse_text, say_no_file
from fake_comet.sdk.uploads import deprecate_copy_to_tmp
from fake_comet.sdk.values import on_wire, special_float
from fake_comet.sdk.voice import note, say

VIDEO_FORMATS: Final = ("MP4", "MOV", "WMV", "GIF")

Urls = dict[str, str | None]


class MediaMethods(ExperimentCore):
    """What Comet plays, and scenes to turn round."""

    @sdk_call
    def log_audio(
        self,
        audio_data: Any,
        sample_rate: int | None = None,
        normalize_data: str = "PCM_16_BIT",
        file_name: str | None = None,
        metadata: dict[str, Any] | None = None,
        overwrite: bool = False,
        copy_to_tmp: bool = True,
        step: int | None = None,
    ) -> Urls | None:
        """Log a sound: the path of a file, or an array of samples, which becomes a WAV file.

        Raises:
            TypeError: there is no sound, or an array comes without a rate or a name.
            ValueError: ``normalize_data`` is neither ``PCM_16_BIT`` nor ``OFF``.
        """
        deprecate_copy_to_tmp(copy_to_tmp, "log_audio")
        if not self.alive:
            return None
        if audio_data is None:
            raise TypeError(messages.AUDIO_NONE)
        normalization = audio.normalization_named(normalize_data)
        self._set_step(step)
        fields = {"fileName": file_name, "step": self._asset_step(), "overwrite": overwrite}
        given = files.expanded(special_float(audio_data))
        if not isinstance(metadata, dict):
            metadata = self._sent_metadata(metadata)
        limit = Limit(self.asset_upload_limit, messages.AUDIO_TOO_BIG)
        if files.is_file(given):
            _name_by_path(fields, given)
            fields["extension"] = files.extension_of(given)
            content = limit.content_of_file(given, copy_to_tmp=copy_to_tmp)
        elif isinstance(given, str | bytes):
            say_no_file(given)
            return None
        else:
            fields["extension"] = _checked_sound(given, fields["fileName"], sample_rate)
            fields["sampleRate"] = metadata["sample_rate"] = sample_rate
            content = limit.content(audio.wav(given, sample_rate, normalization))
        return self._log_file("audio", fields, content, self._sent_metadata(metadata))

    @sdk_call
    def log_video(
        self,
        file: str | IO[Any],
        name: str | None = None,
        overwrite: bool = False,
        format: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Urls | None:
        """Log a video: the path of a file, or a file object.

        Raises:
            CometException: it has no extension, or one that Comet does not play.
            TypeError: there is no video.
        """
        if not self.alive:
            return None
        self._set_step(step)
        self._set_epoch(epoch)
        if file is None:
            raise TypeError(messages.VIDEO_NONE)
        fields: dict[str, Any] = {"fileName": name, "overwrite": overwrite}
        fields |= {"step": self._asset_step(), "epoch": self._asset_epoch()}
        sent = self._sent_metadata(metadata)
        given: Any = files.expanded(file)
        fields["extension"] = _video_extension(given, name, format)
        limit = Limit(self.video_upload_limit, messages.VIDEO_TOO_BIG)
        content = None
        if files.is_file(given):
            _name_by_path(fields, given)
            content = limit.content_of_file(given)
        elif files.is_file_like(given):
            fields["fileName"] = self._temporary_name() if name is None else name
            content = limit.content_of_file_like(given)
        else:
            refuse_text(given)
            refuse(given)
        return self._log_file("video", fields, content, sent)

    def _log_file(
        self, kind: str, fields: dict[str, Any], content: Content | None, metadata: dict[str, Any]
    ) -> Urls | None:
        if content is None:
            return None
        if fields["fileName"] is None:
            raise TypeError(assets_messages.FILE_NAME_NONE)
        asset_id = self._new_id()
        fields = {**fields, "context": self.context, "type": kind}
        self._upload(kind, fields, content, metadata=metadata, asset_id=asset_id)
        return self._asset_url(asset_id)

    @sdk_call
    def log_points_3d(
        self,
        scene_name: str,
        points: list[Any] | None = None,
        boxes: list[dict[str, Any]] | None = None,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        """Log a scene of points ``[x, y, z]`` or ``[x, y, z, red, green, blue]``, and of boxes.

        The step is the given one only: it does not stick, and the current one does not count.
        """
        if not self.alive:
            return
        if not points and not boxes:
            say("nothing-logged", messages.SCENE_EMPTY, logger="experiment_loggers.points_3d.log")
            return
        if not self._has_limits:
            raise KeyError("maxPoints")  # the SDK looks for it in the refusal
        scene = scenes.Scene(points or (), boxes or ())
        metadata = {} if metadata is None else metadata
        for name, extent in scene.ranges.items():
            metadata[name] = extent
        drawn = scene.thumbnail()
        if drawn is not None and self._can_send(scene_name, step):
            # A scene goes as JSON, not as an address: lists stay lists.
            self._emit_upload(
                "3d-image",
                {"fileName": self._json_field(scene_name), "step": self._json_field(step)},
                None,
                items={"thumbnail": drawn, **scene.files},
                metadata=self._sent_metadata(metadata),
                asset_id=self._new_id(),
            )

    def _json_field(self, value: Any) -> Any:
        return on_wire(value) if self.offline else json.loads(json.dumps(value))

    def _can_send(self, scene_name: Any, step: Any) -> bool:
        try:
            json.dumps([scene_name, step])
        except TypeError as error:
            if not self.offline:
                note("unreadable-value", f"the scene is lost online without a word: {error}")
                return False
        return True


def _name_by_path(fields: dict[str, Any], path: Any) -> None:
    if fields["fileName"] is None:
        fields["fileName"] = os.path.basename(path)


def _checked_sound(samples: Any, name: Any, sample_rate: Any) -> Any:
    if files.is_file_like(samples):
        refuse(samples)
    audio.check_samples(samples)
    extension = files.extension_of(name)
    audio.check_rate(sample_rate)
    return extension


def _video_extension(given: Any, name: Any, format: Any) -> Any:
    extension = format
    if format is None and files.is_file(given):
        extension = files.extension_of(given)
    elif format is None and files.is_file_like(given):
        extension = files.extension_of(name)
    if not extension:
        raise CometException(messages.VIDEO_WITHOUT_EXTENSION)
    if extension.upper() not in VIDEO_FORMATS:
        raise CometException(messages.VIDEO_EXTENSION % (extension, ", ".join(VIDEO_FORMATS)))
    return extension
