"""Every text that the real SDK emits, word for word as comet_ml 3.58.8 has it; ours are never here.

Compared with the installed comet_ml in tests.
"""

from typing import Final

# metrics, steps and parameters
METRIC_NONE: Final = "The given value of the metric %s was None; ignoring"
INVALID_STEP: Final = "Passed step value %r is not a number, ignoring it"
INVALID_EPOCH: Final = "Passed epoch value %r is not a number, ignoring it"
LOG_METRIC_FAILED: Final = "Unknown exception happened in Experiment.log_metric; ignoring"
METRIC_NAME_TRUNCATED: Final = (
    "The metric name length exceeds %d characters and will be truncated. Provided name: %s"
)
LOG_METRICS_TOO_DEEP: Final = (
    "%s passed to Experiment.log_metrics exceeded the nested limit of %d, "
    "Comet will convert the sub layers into strings."
)
METRIC_IS_DICTIONARY: Final = (
    "You are trying to log dictionary value as a metric. This is not recommended."
)
METRIC_IS_STRING: Final = "You are trying to log string value as a metric. This is not recommended."
METRIC_LIST_SIZE: Final = (
    "You are trying to log list with size not equal to 1 as metric %r. "
    "Only lists with size equal to 1 are supported."
)
METRIC_LIST_TYPE: Final = (
    "You are trying to log list with wrong data type as metric %r. "
    "Only lists of int and float data types are supported."
)
METRIC_IS_ARRAY: Final = (
    "Cannot safely convert %r object to a scalar value, using its string representation "
    "for logging. Resulting string might be invalid"
)
LOG_PARAMETER_FAILED: Final = "Unknown exception happened in Experiment.log_parameter; ignoring"
PARAMETER_EMPTY_NAME: Final = (
    "You are trying to log parameter with empty or None name. Parameter will not be logged. "
    "Please provide parameter name."
)
PARAMETER_NAME_TRUNCATED: Final = (
    "The parameter name length exceeds %d characters and will be truncated. Provided name: %s"
)
LOG_PARAMETERS_EMPTY: Final = (
    "%r passed to Experiment.log_parameters converted to an empty mapping; ignoring"
)
LOG_PARAMETERS_EMPTY_ERROR: Final = (
    "%r passed to Experiment.log_parameters converted to an empty parameters mapping. "
    "Make sure to pass parameters mapping with at least one key/value pair."
)
LOG_PARAMETERS_TOO_DEEP: Final = (
    "%s passed to Experiment.log_parameters exceeded the nested limit of %d, "
    "Comet will convert the sub layers into strings."
)
SHORT_PARAMETER_NAME: Final = (
    "Getting a parameter without its full name is deprecated and will be removed in the future, "
    "potential full-names for the '%s' parameter are %s"
)
METRIC_IGNORED: Final = (
    "Ignoring automatic log_metric(%r) because '%s:%s' is in COMET_LOGGING_METRICS_IGNORE"
)
PARAMETER_IGNORED: Final = (
    "Ignoring automatic log_parameter(%r) because '%s:%s' is in COMET_LOGGING_PARAMETERS_IGNORE"
)
OTHER_IGNORED: Final = (
    "Ignoring automatic log_other(%r) because '%s:%s' is in COMET_LOGGING_OTHERS_IGNORE"
)

# values as text
CONVERTED_TO_STRING: Final = (
    "Converting %s '%s' into a string using str(), resulting string might be invalid"
)
STRING_TRUNCATED: Final = (
    "String value length exceeds %d characters and will be truncated. Provided value: '%s'"
)
LIST_TRUNCATED: Final = (
    "List values length exceeds %d characters and will be truncated. Provided value: '%s'"
)
LIST_NOT_CONVERTED: Final = "Failed to convert list to string: %s"
NOT_JSON: Final = "%s is not JSON serializable"

# others, tags and the rest of the metadata
LOG_OTHER_FAILED: Final = "Unknown exception happened in Experiment.log_other; ignoring"
OTHER_KEY_TRUNCATED: Final = (
    "The key value length exceeds %d characters and will be truncated. Original key: %s"
)
LOG_OTHERS_NEEDS_DICT: Final = "log_other requires a dict or key/value but not both"
TAG_INVALID: Final = "Failed to validate tag value(s)"
ADD_TAGS_FAILED: Final = "Failed to add tag(s) %r to the experiment\n"
SYMLINK_ONLINE_ONLY: Final = "Create symlink is only supported for online experiment"
NOTIFICATION_FAILED: Final = (
    "Error sending a notification, make sure you have opted-in for notifications. Failure: %s"
)
DATASET_INFO_EMPTY: Final = "log_dataset_info: name, version, and path can't all be None"
DATASET_HASH_FAILED: Final = "Failed to create dataset hash"
