"""Texts of the real SDK about the REST API, word for word as comet_ml 3.58.8 has them."""

from typing import Final

# API
NO_API_KEY: Final = "get_rest_api_client requires an api_key"
UPDATE_CACHE: Final = (
    "API.update_cache() has been deprecated; please use API.clear_cache() instead."
)
BY_ID: Final = (
    "API.get_experiment_by_id() has been deprecated; "
    "please use API.get_experiment_by_key() instead."
)
SLASH_IN_WORKSPACE: Final = "Can't use slash format in workspace name and provide project name"
SLASH_IN_PROJECT: Final = "Can't use slash format in project name and provide experiment key/name"
EXPERIMENT_NOT_FOUND: Final = "Could not find an experiment with the specified parameters"
PATTERN_WITHOUT_PROJECT: Final = "Must provide project_name when providing pattern"
QUERY_IGNORED: Final = "%s; ignoring query, returning no matches"
QUERY_WITHOUT_OPERATOR: Final = (
    "invalid query expression: you must use an operator, such as '==' or "
    "QueryVariable.contains('substring')"
)
QUERY_NOT_AN_EXPRESSION: Final = (
    "invalid query expression: do not use 'and', 'or', 'not', 'is', or 'in'"
)
UNKNOWN_PROJECT: Final = "unknown project %r in workspace %r"
UPDATE_PROJECT_NEEDS: Final = "update_project requires workspace and project_name"
UPDATE_PROJECT_BY_ID_NEEDS: Final = "update_project_by_id requires project_id"
SET_OWNER_NEEDS: Final = "set_project_owner requires project_id and user_name"
CHART_EXPERIMENTS: Final = "get_metrics_for_chart requires a list of experiments"
CHART_METRICS: Final = "get_metrics_for_chart requires a list of metrics"
CHART_PARAMETERS: Final = "get_metrics_for_chart requires a list of parameter names, or None"
PAGE_NEEDS_SIZE: Final = "page_size is required when page is specified"
SORT_BY: Final = "sort_by must be 'startTime' or 'endTime'"
SORT_ORDER: Final = "sort_order must be 'asc' or 'desc'"
SORT_ORDER_NEEDED: Final = (
    "sort_order is required when page, page_size, and sort_by are all specified"
)
NO_CACHE: Final = "this implementation does not have cache"
PANEL_METRICS: Final = "Please use API.get_panel_metrics_names() from inside a Comet Panel"
PANEL_EXPERIMENTS: Final = "Please use API.get_panel_experiments() from inside a Comet Panel"
PANEL_KEYS: Final = "Please use API.get_panel_experiment_keys() from inside a Comet Panel"
PANEL_PROJECT: Final = "Please use API.get_panel_project_id() from inside a Comet Panel"

# the registry of models
LATEST_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.find_versions(...)"
)
ASSETS_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.get_assets(...)"
)
DOWNLOAD_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.download(...)"
)
UPDATE_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.set_status(...) or model.add_tag(...)"
)
ADD_STAGE_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.set_status(version='<version>', status='<status>')"
)
DELETE_STAGE_DEPRECATED: Final = (
    "This method has been deprecated, we recommend using the api.get_model(...) method to get the "
    "Model Object and then using model.set_status(version='<version>', status=None)"
)
DOWNLOADING_MODEL: Final = (
    "Downloading registry model %r, version %r, stage %r from workspace %r..."
)
UNZIPPING_MODEL: Final = "Unzipping model to %r ..."
COPYING_MODEL: Final = "Copying model to %r ..."
DONE: Final = "done!"
VERSION_OR_STAGE: Final = "Please specify version OR stage (not both) to download model"
EXPAND_DEPRECATED: Final = (
    "expand argument from Model.download() is DEPRECATED.\n"
    " It doesn't have influence on method's behaviour."
)
MODEL_DOWNLOAD_STARTED: Final = "Remote Model '%s/%s:%s' download has been started asynchronously."
MODEL_DOWNLOADED: Final = "Remote Model '%s/%s:%s' has been successfully downloaded."
MODEL_FOLDER: Final = "Downloaded asset files is in %r folder."
MODEL_LINK_UNSUPPORTED: Final = (
    "Unsupported remote asset's link: %r for automatic asset download. "
    "Use model.get_assets() to download asset manually."
)
METADATA_FLATTENED: Final = "Model's metadata dictionary was flattened: %s"
NO_MODEL: Final = "There are no models for experiment %r"
INVALID_MODEL: Final = "Invalid experiment model name: %r; should be one of %r"
STAGES_IGNORED: Final = "register_model stages={} field is ignored, use the new tags field instead"
REGISTERED: Final = "Successfully registered %r, version %r in workspace %r"
WORKSPACE_DEPRECATED: Final = (
    "The workspace parameter is deprecated and no longer supported. To register the model to a new "
    "workspace, first log the model to the model registry and then use the move option "
    "in the Comet UI."
)
INVALID_VERSION: Final = (
    "APIExperiment.register_model() requires a proper semantic version string, such as '1.0.0'"
)

# APIExperiment
NEEDS_API: Final = "need APIExperiment(api=API) for this usage"
NEEDS_PLACE: Final = "workspace and project_name must be provided for new APIExperiment()"
KWARGS_IGNORED: Final = "Extra kwargs are ignored"
WORKSPACE_IGNORED: Final = "Extra workspace kwarg is ignored"
PROJECT_IGNORED: Final = "Extra project_name kwarg is ignored"
LINEAGE_DIRECTION: Final = "Unsupported direction value: %r. Please use one of the following: %r."
ENVIRONMENT_DEPRECATED: Final = (
    "APIExperiment.get_environment_details() has been deprecated; please use "
    "APIExperiment.get_os_packages() instead."
)
MODEL_DATA_DEPRECATED: Final = (
    "APIExperiment.get_model_data() has been deprecated; please use "
    "APIExperiment.get_model_asset_list() instead."
)
BY_NAME_DEPRECATED: Final = (
    "Deprecated: please use get_assets_by_name() to get list of experiment assets "
    "with specific asset name."
)
NO_TENSORFLOW_FOLDER: Final = "No Tensorflow folder were logged in Experiment %r"
FILE_EXISTS: Final = "Could not download %r as a file already exists at that path"
VIEW_IN_TENSORBOARD: Final = "You can now view with `tensorboard serve --logdir=%r`"
DOWNLOADING: Final = "Downloading experiment model %r ..."
CODE_AND_FILE: Final = "can't set code from string and filename; ignoring filename"
CODE_NOT_A_FILE: Final = "filename %r is not a file; ignoring"
GPU_LIST: Final = "gpu_static_info must be a list"
GPU_DICTS: Final = (
    "gpu_static_info must be a list of dicts: {gpuIndex, name, uuid, totalMemory, powerLimit}"
)
CPU_LIST: Final = "log_cpu_metrics requires a list"
CPU_NUMBERS: Final = "log_cpu_metrics requires a list of numbers"
GPU_METRICS_DICTS: Final = "log_gpu_metrics requires a gpu_metrics list of dicts"
GPU_METRICS_KEYS: Final = (
    "log_gpu_metrics requires a gpu_metrics list of dicts containing "
    '"gpuId", "freeMemory", "usedMemory", "gpuUtilization", and "totalMemory"'
)
UNNAMED_ASSET: Final = "logging file-like asset with no name; using `unnamed`"
CURVE_INVALID: Final = "Invalid 'curve' data, ignoring. Validation failures: %r"
CURVE_NAME: Final = "'name' of the curve is mandatory and must be a string"
CURVE_X: Final = "'x' values must be a list of numbers"
CURVE_Y: Final = "'y' values must be a list of numbers"
TAGS_INVALID: Final = "Failed to validate tag value(s)"
STATE_UNSUPPORTED: Final = (
    "Unsupported experiment state value: %r. Use one from the: 'running', 'finished', 'crashed'"
)
NO_EXTENSION: Final = "No extension was found for the provided input"
EXTENSION_UNSUPPORTED: Final = "%s is not supported, supported extensions are: %s"
HEADERS_IGNORED: Final = "Headers are ignored when calling log_table with a filename"
TABLE_WITHOUT_DATA: Final = (
    "Either tabular_data or a valid file-path are required when calling log_table"
)
TABLE_NAME: Final = "filename argument of log_table must be a string"
