"""Texts of the real SDK about the optimizer, word for word as comet_ml 3.58.8 has them."""

from typing import Final

KWARGS_DEPRECATED: Final = (
    "Passing Experiment through Optimizer constructor is deprecated; "
    "pass them to Optimizer.get_experiments or Optimizer.next"
)
ID_FROM_ENVIRONMENT: Final = (
    "Using Optimizer id '%s' overridden from environment, ignoring local optimizer config"
)
NO_CONFIG: Final = "No config given and COMET_OPTIMIZER_ID is not configured"
INVALID_CONFIG: Final = "Invalid Optimizer configuration given, please check the configuration keys"
INVALID_INSTANCE: Final = "invalid optimizer instance status: %s"
USING: Final = "Using optimizer config: %s"
INVALID_TRIALS: Final = "Optimizer trials should be an integer >= 1"
NO_PARAMETERS: Final = "Optimizer needs at least one parameter"
TYPE_MISSING: Final = "Parameter '%s' has missing entry 'type'"
SERVER_SAYS: Final = "Optimizer server: "
COMPLETED: Final = "Optimizer search %s has completed"
NO_DATA: Final = (
    "Optimizer failed to retrieve data from the optimizer service, for more information look at: "
    "https://comet.com/docs/v2/api-and-sdk/python-sdk/warnings-errors/"
)
INVALID_CLASS: Final = "Invalid experiment_class: %s"
UNABLE_TO_UPDATE: Final = "Unable to update optimizer"
NO_METRIC: Final = (
    "Optimizer metrics is '%s' but no logged values found. Experiment ignored in sweep."
)
ODD_ITEM: Final = "invalid type of item in list: should be float, int, or str"
ODD_PARAMETER: Final = "unknown parameter entry: {'%s': %s}"
INVALID_FILE: Final = "Invalid optimizer config file: '%s'"
