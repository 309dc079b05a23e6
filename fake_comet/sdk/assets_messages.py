"""Texts of the real SDK about assets, code and models, word for word as comet_ml 3.58.8 has them."""

from typing import Final

# files and data
FILE_NOT_READ: Final = (
    "We failed to read file %r for uploading.\nPlease double-check the file path and permissions"
)
ASSET_NONE: Final = "file_data cannot be None"
UNSUPPORTED_INPUT: Final = "Unsupported upload input %r"
FILE_NAME_NEEDED: Final = "file_name shouldn't be None"
ASSET_TOO_BIG: Final = "Asset %s is bigger than the upload limit, %s > %s"
STEP_MANDATORY: Final = (
    "Step is mandatory.\n It can either be passed on most log methods, set manually with set_step method or "
    "set automatically through auto-logging integrations"
)
COPY_TO_TMP_DEPRECATED: Final = (
    "copy_to_tmp argument from experiment.%s method is DEPRECATED. \n"
    " It doesn't have influence on method's behaviour."
)
DATA_FILE_NAME_DEPRECATED: Final = (
    "log_asset_data(..., file_name=...) is deprecated; use log_asset_data(..., name=...)"
)
DATA_NOT_JSON: Final = "Failed to log asset data as JSON"
METADATA_NOT_DICT: Final = "Invalid metadata, expecting dict type %r"
FILE_NAME_NONE: Final = "fileName value must not be None"
FOLDER_HAS_NO_SIZE: Final = "'FolderUpload' object has no attribute 'size'"
