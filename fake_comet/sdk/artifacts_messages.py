"""Texts of the real SDK about artifacts, word for word as comet_ml 3.58.8 has them."""

from typing import Final

# building an artifact
PATH_NONE: Final = "local_path_or_data cannot be None"
INVALID_FILE: Final = "Invalid file_data %r, must either be a valid file-path or an IO object"
FILE_NAME_NEEDED: Final = "file_name shouldn't be None"
INVALID_METADATA: Final = "Invalid metadata, expecting dict type %r"
ASSET_TYPE_DEPRECATED: Final = "The asset type parameter is deprecated."
URI_NOT_PARSED: Final = "Failed to parse artifact's remote asset's URI: %r"
NOT_SYNCED: Final = "Failed to add remote synced asset with URI '%s'. Fallback to not synced mode."

# logging it
OFFLINE_LOG: Final = "Logging an artifact is only supported for Online Experiment."
OFFLINE_GET: Final = "Getting an artifact is only supported for Online Experiment."
DISABLED_LOG: Final = "Experiment %r is disabled, cannot log artifact"
DISABLED_GET: Final = "Experiment %r is disabled, cannot get artifact"
NOT_ALIVE_LOG: Final = "Experiment %r is not alive, cannot log artifact"
NOT_ALIVE_GET: Final = "Experiment %r is not alive, cannot get artifact"
NOT_AN_ARTIFACT: Final = "%r is not an Artifact and cannot be logged"
CREATED: Final = "Artifact %r version %s created"
CREATED_AFTER: Final = "Artifact %r version %s created (previous was: %s)"
NO_ASSETS: Final = "Artifact %s created without adding any assets, was this the intent?"
SCHEDULING: Final = (
    "Scheduling the upload of {} assets: {} local assets for a size of {}, "
    "and {} remote assets (will be linked, not uploaded). This can take some time."
)
UPLOAD_STARTED: Final = "Artifact '%s/%s:%s' has started uploading asynchronously"
UPLOAD_FINISHED: Final = "Artifact '%s/%s:%s' has been fully uploaded successfully"

# reading it back
WORKSPACE_TWICE: Final = (
    "Workspace was given both explicitly %r and as part of the fully-qualified artifact name %r, "
    "using the explicit value"
)
VERSION_TWICE: Final = (
    "Version_or_alias was given both explicitly %r and as part of the fully-qualified artifact "
    "name %r, "
    "using the explicit value"
)
NOT_FOUND: Final = "Artifact not found with %r."
NOT_FINAL: Final = "Artifact %r is not in a finalized state and cannot be accessed."
INVALID_STRATEGY: Final = "Invalid user_overwrite value %r"
OVERWRITTEN: Final = "File %r has been overwritten by asset %s of artifact version %s"
ALREADY_EXISTS: Final = "Cannot write Asset %r on path %r, a file already exists."
NOT_WRITTEN: Final = "Cannot write Asset %r on disk path %r, check logs for details"
DOWNLOAD_STARTED: Final = "Artifact '%s/%s:%s' download has been started asynchronously"
DOWNLOAD_FINISHED: Final = "Artifact '%s/%s:%s' has been successfully downloaded"
ASSET_FAILED: Final = "Asset %r of the artifact '%s/%s:%s' download failed"
ASSET_FAILED_REPR: Final = "Cannot download Asset %r for Artifact %s"
CANNOT_DOWNLOAD: Final = "Cannot download Asset %s for Artifact %s"
SYNC_FAILED: Final = (
    "Cannot download synced Remote Asset with logical path %r, original error: '%s'"
)
UNSUPPORTED_URI: Final = "Unsupported URI '%s' for synced remote asset."
