"""The SDK's exceptions under its own names, with its own texts; ``comet_ml.exceptions`` is this."""

from __future__ import annotations

# The server's refusals are made where it is, and are the SDK's own to whoever catches them.
from fake_comet.server.exceptions import (
    ARTIFACT_VERSION_EXISTS as ARTIFACT_VERSION_EXISTS,
)
from fake_comet.server.exceptions import (
    CometException as CometException,
)
from fake_comet.server.exceptions import (
    CometRestApiException as CometRestApiException,
)
from fake_comet.server.exceptions import (
    CometRestApiValueError as CometRestApiValueError,
)
from fake_comet.server.exceptions import (
    NotFound as NotFound,
)


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


class ExperimentDisabledException(CometException):
    """The call needs an experiment that is not disabled."""


class LogArtifactException(CometException):
    """The server refused an artifact, say because that version exists."""

    def __init__(
        self, backend_err_msg: str | None = None, sdk_error_code: int | None = None
    ) -> None:
        self.backend_err_msg = backend_err_msg
        self.sdk_error_code = sdk_error_code

    def __repr__(self) -> str:
        if self.backend_err_msg is None:
            return "Log artifact failed with an error, check logs for details"
        code = "" if self.sdk_error_code is None else f" [{self.sdk_error_code}]"
        return f"Log artifact failed with an error, {self.backend_err_msg!r}{code}"

    __str__ = __repr__


class GetArtifactException(CometException):
    """An artifact could not be read."""


class ArtifactNotFound(CometException):
    """There is no such artifact, or no such version of it."""


class ArtifactNotFinalException(CometException):
    """The artifact version is not uploaded completely."""


class ArtifactAssetNotFound(CometException):
    """The artifact has no asset under that path."""

    def __init__(self, logical_path: object, logged_artifact: object) -> None:
        self.logical_path = logical_path
        self.logged_artifact = logged_artifact

    def __repr__(self) -> str:
        return f"No asset found for logical_path {self.logical_path!r} in {self.logged_artifact!r}"

    __str__ = __repr__


class ArtifactDownloadException(CometException):
    """An asset of an artifact could not be downloaded or written."""


class ArtifactConflictingAssetLogicalPath(CometException):
    """Two assets of one artifact have the same path."""

    def __init__(
        self, existing_asset: object, conflicting_asset: object, common_logical_path: object
    ) -> None:
        self.existing_asset = existing_asset
        self.conflicting_asset = conflicting_asset
        self.common_logical_path = common_logical_path

    def __repr__(self) -> str:
        return (
            f"Cannot add new asset ({self.conflicting_asset!r}) with logical_path "
            f"{self.common_logical_path!r}, "
            f"an existing asset already exists with this logical_path ({self.existing_asset!r}). "
            "To add this asset to this artifact you should use a new unique logical_path"
        )

    __str__ = __repr__


class ExperimentNotFound(CometException):
    """No experiment has that key or name."""


class ModelNotFound(CometException):
    """The experiment has no model of that name."""


class RemoteModelDownloadException(CometException):
    """A model of the registry could not be downloaded."""


class QueryException(CometException):
    """A query names something that the project does not have."""


class OptimizerException(CometException):
    """The optimizer cannot do what is asked."""


class InvalidOptimizerParameters(CometException):
    """The optimizer's configuration is not valid."""


class NotParametrizedException(CometException):
    """An optimizer was asked before it had parameters."""

    def __str__(self) -> str:
        return "Please call set_params or set_params_file before calling get_suggestion"


class AuthenticationError(CometException):
    """The server does not know the user."""


class NoMoreSuggestionsAvailable(CometException):
    """An optimizer has tried everything."""

    def __str__(self) -> str:
        return "No more suggestions available!"


class InvalidOfflineDirectory(CometException):
    """No archive can be written into the folder."""

    def __init__(self, directory: str, reason: str) -> None:
        self.directory = directory
        self.reason = reason

    def __str__(self) -> str:
        return f"Invalid offline directory: {self.directory}\nReason:{self.reason}"


class InterruptedExperiment(KeyboardInterrupt):
    """Somebody stopped the experiment on the server's pages."""

    def __init__(self, username: str) -> None:
        self.username = username

    def __str__(self) -> str:
        return f"The experiment has been stopped by user {self.username} from Comet"


class RPCFunctionAlreadyRegistered(CometException):
    """A callback of that name is registered."""

    def __init__(self, function_name: str) -> None:
        self.function_name = function_name

    def __str__(self) -> str:
        return f"The callback name {self.function_name!r} is already taken"


class LambdaUnsupported(CometException):
    """A callback needs a name."""

    def __init__(self) -> None:
        pass

    def __str__(self) -> str:
        return "Lambda are not supported as remote actions"


class BadCallbackArguments(CometException):
    """A callback needs an argument ``experiment``."""

    msg = "Remote action %r should accepts at least one argument named `experiment`"

    def __init__(self, callback: object) -> None:
        self.callback = callback

    def __str__(self) -> str:
        return self.msg % self.callback


class ExperimentAlreadyUploaded(CometException):
    """The server has an experiment of that key."""

    msg = (
        "Experiment with id %r was already uploaded. Please use ExistingExperiment() to log data "
        "into an existing run or Experiment() with a new id to log data to a new run."
    )

    def __init__(self, experiment_id: str) -> None:
        self.experiment_id = experiment_id

    def __str__(self) -> str:
        return self.msg % self.experiment_id


class OfflineExperimentUploadFailed(CometException):
    """An archive could not be uploaded."""

    def __init__(self, msg: str) -> None:
        self.msg = msg

    def __str__(self) -> str:
        return self.msg


class LogAssetException(CometException):
    """An asset could not be logged."""

    def __init__(
        self, backend_err_msg: str | None = None, sdk_error_code: int | None = None
    ) -> None:
        self.backend_err_msg = backend_err_msg
        self.sdk_error_code = sdk_error_code

    def __repr__(self) -> str:
        if self.backend_err_msg is None:
            return "Log asset failed with an error, check logs for details"
        code = "" if self.sdk_error_code is None else f" [{self.sdk_error_code}]"
        return f"Log asset failed with an error: {self.backend_err_msg!r}{code}"

    __str__ = __repr__


class AnonymousModeException(CometException):
    """The server refused anonymous use."""

    def __init__(
        self, backend_err_msg: str | None = None, sdk_error_code: int | None = None
    ) -> None:
        self.backend_err_msg = backend_err_msg
        self.sdk_error_code = sdk_error_code

    def __repr__(self) -> str:
        return (
            f"Anonymous mode failed with an error, {self.backend_err_msg!r} [{self.sdk_error_code}]"
        )

    __str__ = __repr__


class ExperimentAssetDownloadException(CometException):
    """An asset of an experiment could not be downloaded."""


class ExperimentCleaningException(CometException):
    """Not everything could be uploaded at the end."""


class PersistenceModuleNotSupportedException(CometException):
    """Models of that framework cannot be saved."""


class PersistenceModuleNotFoundException(CometException):
    """The framework of a saved model is not installed."""


class InvalidExperimentMode(CometException):
    """``start()`` cannot do what its mode says."""


class InvalidExperimentModeUnsupported(InvalidExperimentMode):
    """``start()`` knows no such mode."""

    def __init__(self, mode: str, supported_modes: list[str]) -> None:
        shown = f"you should use any of {supported_modes!r}"
        self.message = f"Unsupported experiment start mode: {mode!r}, {shown}"

    def __str__(self) -> str:
        return self.message
