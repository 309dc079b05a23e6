"""Every text of the SDK about birth, running and end of experiments, word for word."""

from typing import Final

GO_TO_DOCS: Final = (
    " \nFor more details, please refer to: "
    "https://www.comet.com/docs/v2/api-and-sdk/python-sdk/warnings-errors/"
)

# start()
START_FAILED: Final = "Failed to create Comet experiment, reason: %r"
START_REUSES: Final = (
    "An experiment with the same configuration options is already running and will be reused."
)
START_REPLACES: Final = "Ending the running experiment and creating a new Experiment because:"
START_REPLACES_FROM: Final = (
    "Ending the running experiment and creating a new Experiment from the '%s' because:"
)
START_MODE_UNSUPPORTED: Final = "Unsupported experiment start mode: %r, you should use any of %r"
START_KEY_TAKEN_LOG: Final = (
    "Can not create new experiment with key: %r - it is already exists at Comet. "
    "Start arguments: %s, %s"
)
START_KEY_TAKEN: Final = (
    "Can not create new experiment with key: %r - it is already exists at Comet. "
    "Please use %r or %r experiment creation modes."
)
START_KEY_NOT_FOUND_LOG: Final = (
    "Experiment with key: %r doesn't exists at Comet. Start arguments: %s, %s"
)
START_KEY_NOT_FOUND: Final = "Experiment with key: %r doesn't exists at Comet."
START_ONLINE_GET_WITHOUT_KEY_LOG: Final = (
    "Can not use online experiment creation mode 'get' without 'experiment_key' value provided. "
    "Start arguments: %s, %s"
)
START_ONLINE_GET_WITHOUT_KEY: Final = (
    "Can not use online experiment creation mode 'get' without 'experiment_key' value provided."
)
START_OFFLINE_GET_WITHOUT_KEY_LOG: Final = (
    "Can not use offline experiment creation mode 'get' without 'experiment_key' value provided. "
    "Start arguments: %s, %s"
)
START_OFFLINE_GET_WITHOUT_KEY: Final = (
    "Can not use offline experiment creation mode 'get' without 'experiment_key' value provided."
)
ENV_DETAILS_MISMATCHED: Final = (
    "The value for the parameter %r was %s but 'log_env_details' is set to %s. "
    "The parameter for 'log_env_details' was ignored."
)

# constructors
API_KEY_MISSING: Final = (
    "Comet.ml requires an API key. Please provide as the first argument to Experiment(api_key) "
    "or as an environment variable named COMET_API_KEY "
)
EXPERIMENT_KEY_INVALID: Final = (
    "COMET_EXPERIMENT_KEY is invalid: '%s' must be alphanumeric and between 32 and 50 characters"
)
PREVIOUS_KEY_INVALID: Final = "Invalid experiment key: %s"
DISPLAY_SUMMARY_DEPRECATED: Final = (
    "display_summary is set in Comet config but has been deprecated; "
    "use display_summary_level instead"
)
LIVE: Final = "Experiment is live on comet.com %s\n"
RUN_NOT_LOGGED: Final = "Run will not be logged"
RUN_NOT_LOGGED_BECAUSE: Final = "Run will not be logged: %s"
OUTPUT_MODE_UNKNOWN: Final = "Unknown output logging mode: %s, falling back to basic output logging"
OFFLINE_KEY_GIVEN: Final = (
    "api_key was given, but is ignored in offline experiment; remember to set when you upload"
)
OFFLINE_KEY_SET: Final = (
    "COMET_API_KEY was set, but is ignored in offline experiment; remember to set when you upload"
)
OFFLINE_FOLDER_DEFAULT: Final = (
    "Using %r path as offline directory. Pass 'offline_directory' parameter into constructor "
    "or set the 'COMET_OFFLINE_DIRECTORY' environment variable to manually choose where to store "
    "offline experiment archives."
)
OFFLINE_FOLDER_FAILED: Final = (
    "Failed to use offline data directory %r, the experiment will be saved in the temporary "
    "directory %r instead.\nReason: %s"
)

# the end
OPTIMIZER_COULD_NOT_END: Final = "Optimizer couldn't end"
EMBEDDING_GROUPS_FAILED: Final = "Couldn't log embedding groups"
END_FAILED: Final = "Failed to properly clean the experiment, reason: %r"
OFFLINE_NAME: Final = (
    "Experiment Name is generated at upload time for Offline Experiments "
    "unless set explicitly with Experiment.set_name"
)
OFFLINE_ARCHIVING: Final = "Begin archiving the offline data."
OFFLINE_UPLOADER_STARTED: Final = (
    "Trying to upload offline experiment's ZIP file (%r) using upload callback. "
    "This may take some time."
)
OFFLINE_UPLOADER_DONE: Final = (
    "Offline experiment's ZIP file was successfully uploaded using upload callback."
)
OFFLINE_UPLOADER_FAILED: Final = (
    "Failed to upload offline experiment's ZIP file using upload callback."
)
OFFLINE_END: Final = "To upload this offline experiment, run:\n    comet upload %s"
UNEXPECTED_ERROR: Final = "Unexpected error detected in the user script: %r"

# services
NOTIFICATION_FAILED: Final = (
    "Error sending a notification, make sure you have opted-in for notifications. Failure: %s"
)
SYMLINK_ONLINE_ONLY: Final = "Create symlink is only supported for online experiment"
CALLBACK_ONLINE_ONLY: Final = "Register callback is only supported for online experiment."
HF_DATASET_ONLINE_ONLY: Final = (
    "Getting a HuggingFace dataset is only supported for Online Experiment at the moment"
)
DISPLAY_ONLINE_ONLY: Final = "The display method is not available for offline Experiments."
DISPLAY_PROJECT_ONLINE_ONLY: Final = (
    "The display_project method is not available for offline Experiments."
)
TAB_INVALID: Final = "tab must be one of: %r"
KERAS_CALLBACK_DEPRECATED: Final = (
    "Experiment.get_keras_callback() is deprecated; use Experiment.get_callback('keras')"
)
KERAS_NOT_AVAILABLE: Final = (
    "Keras is not available; attempted to fallback to tensorflow.keras but still failed"
)
CALLBACK_NOT_REGISTERED: Final = "Failed to register callback named %r"
NO_SUCH_FRAMEWORK: Final = "No such framework for callback: `%s`"
PACKAGES_FAILED: Final = "Failing to collect the installed pip packages"
OS_PACKAGES_FAILED: Final = "Failing to collect the installed os packages"
OTHERS_FROM_ENVIRONMENT_FAILED: Final = "Failed to log comet_log_other_* environment variables"
