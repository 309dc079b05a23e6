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
