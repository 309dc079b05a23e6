"""Texts of the real SDK about assets, code and models, word for word as in comet_ml 3.58.8."""

from typing import Final

# files, data and folders
FILE_NOT_READ: Final = (
    "We failed to read file %r for uploading.\nPlease double-check the file path and permissions"
)
ASSET_NONE: Final = "file_data cannot be None"
UNSUPPORTED_INPUT: Final = "Unsupported upload input %r"
FILE_NAME_NEEDED: Final = "file_name shouldn't be None"
FILE_NAME_NONE: Final = "fileName value must not be None"
ASSET_TOO_BIG: Final = "Asset %s is bigger than the upload limit, %s > %s"
STEP_MANDATORY: Final = (
    "Step is mandatory.\n It can either be passed on most log methods, "
    "set manually with set_step method or set automatically through auto-logging integrations"
)
COPY_TO_TMP_DEPRECATED: Final = (
    "copy_to_tmp argument from experiment.%s method is DEPRECATED. \n"
    " It doesn't have influence on method's behaviour."
)
FILE_NOT_COPIED: Final = "File %s should have been copied to a temporary location but was not"
DATA_FILE_NAME_DEPRECATED: Final = (
    "log_asset_data(..., file_name=...) is deprecated; use log_asset_data(..., name=...)"
)
DATA_NOT_JSON: Final = "Failed to log asset data as JSON"
METADATA_NOT_DICT: Final = "Invalid metadata, expecting dict type %r"
METADATA_NOT_PLAIN: Final = "invalid metadata, expecting dict type"
FOLDER_NOT_READ: Final = (
    "We failed to read directory %r for uploading.\n"
    "Please double-check the file path, permissions, and that it is a directory."
)
FOLDER_EMPTY: Final = (
    "Directory %r is empty; no files were uploaded.\n"
    "Please double-check the directory path and the recursive parameter."
)
FOLDER_LOG_FILE_NAME: Final = (
    "The default value for the log_file_name parameter will change from False to True "
    "in a future version. Explicitly pass log_file_name=True or log_file_name=False "
    "to disable this warning."
)

# remote files
REMOTE_UNNAMED: Final = "Couldn't parse a file_name from URI %r, defaulting to 'remote'"
REMOTE_FAILED: Final = "Remote Asset could not be uploaded: %r"
REMOTE_SYNC_UNSUPPORTED: Final = (
    "Synced mode is not supported for string remote model assets (URI '%s'). "
    "Fallback to not synced mode."
)
REMOTE_SYNC_FAILED: Final = (
    "Failed to add remote model synced asset with URI '%s'. Fallback to not synced mode."
)
REMOTE_MODEL_FAILED: Final = "Error sending log remote model message"
REMOTE_URI_UNREADABLE: Final = "Failed to parse remote model's URI '%s'"
BOTO3_MISSING: Final = (
    "boto3 is not installed or cannot be imported and is needed to sync s3:// remote asset urls."
)
GCP_MISSING: Final = (
    "GCP client is not installed or cannot be imported and is needed to sync gs:// "
    "remote asset urls."
)

# code and notebooks
NOTEBOOK_NOT_STRING: Final = "filename should be a string"
NOTEBOOK_NOT_IPYNB: Final = "filename should be a notebook file ending in '.ipynb'"
CODE_CALLER_NOT_FOUND: Final = "unable to find caller source code; ignoring"
CODE_CALLER_JUPYTER: Final = "unable to find caller source code in a jupyter notebook; ignoring"
CODE_EXCLUSIVE: Final = (
    "Experiment.log_code either only one of code, file_name or folder, not several; ignoring"
)
CODE_NAME_MISSING: Final = "code_name is mandatory when passing in `code`; ignoring"
CODE_NOT_A_FILE: Final = "filename %r is not a file; ignoring"
SET_CODE_IGNORES_FILENAME: Final = "can't set code from string and filename; ignoring filename"
SET_CODE_AGAIN: Final = "Set code ignored; already called. Call with overwrite=True to replace code"
SET_CODE_FILENAME_DEPRECATED: Final = (
    "Experiment.set_code(filename=...) is deprecated, "
    "use Experiment.log_code(file_name=...) instead"
)
SET_CODE_DEPRECATED: Final = (
    "Experiment.set_code(code=...) is deprecated, "
    "use Experiment.log_code(code=..., code_name=...) instead"
)

# models
MODEL_MISSING: Final = "Error logging the model %r, no such file or directory: %r"
REGISTER_WITHOUT_MODEL: Final = "There must be log_model call for {} before register attempt"
REGISTER_TIMEOUT: Final = "The register_model synchronized call timeout of %s seconds was exceeded."
REGISTER_WORKSPACE_DEPRECATED: Final = (
    "The workspace parameter is deprecated and no longer supported. "
    "To register the model to a new workspace, first log the model to the "
    "model registry and then use the move option in the Comet UI."
)
REGISTER_STAGES_IGNORED: Final = (
    "register_model stages={} field is ignored, use the new tags field instead"
)
REGISTER_WITHOUT_FILES: Final = (
    "Registering %s failed because all corresponding model uploads have failed"
)
REGISTERED: Final = "Successfully registered %r, version %r in workspace %r"
STATUS_EMPTY: Final = "Status configuration dictionary cannot be empty"
STATUS_MISSING: Final = "Status configuration dictionary must have a status"
GRAPH_AGAIN: Final = (
    "Set model graph ignored; already called. Call with overwrite=True to replace graph definition"
)
GRAPH_NOT_JSON: Final = "Failed to convert Tensorflow graph to JSON"
GRAPH_NOT_TEXT: Final = "Unable to convert model to a string"

# uploads of archives
BOTO3_NOT_IMPORTED: Final = "boto3 is not installed or cannot be imported"
S3_UPLOADED: Final = "Upload to S3 completed, got response: %r"
S3_FAILED: Final = "Upload to S3 failed, bucket: %r, key: %r, extra arguments: %r"
