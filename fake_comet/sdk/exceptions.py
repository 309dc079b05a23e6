"""The SDK's exceptions under its own names, with its own texts; ``comet_ml.exceptions`` is this."""

from __future__ import annotations


class CometException(Exception):
    """Base of the SDK's exceptions."""


class CometDebugException(CometException):
    """In error mode, raised instead of a warning."""


class StringConversionException(CometException):
    """In error mode: a value had to be made text by ``str()``."""


class StringValueTruncatedException(StringConversionException):
    """In error mode: a text was longer than Comet keeps."""


class ExperimentNotAlive(CometException):
    """The call needs an experiment that is alive."""


class ValidationError(CometException):
    """Arguments did not pass the SDK's own check."""


class AssetIsTooBig(CometException):
    """A file is larger than the server takes."""

    msg = "Asset %r size %d is greater than the upload limit %d"

    def __init__(self, file_path: object, file_size: int, max_size: int) -> None:
        self.file_path = file_path
        self.file_size = file_size
        self.max_size = max_size

    def __str__(self) -> str:
        return self.msg % (self.file_path, self.file_size, self.max_size)
