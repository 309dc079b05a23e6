"""The words of the archive format that reading and writing share."""

from __future__ import annotations

from typing import Final

EXPERIMENT: Final = "experiment.json"
MESSAGES: Final = "messages.json"
# Ours: what no valid message can say; ``comet upload`` passes over an entry that it does not know.
ASIDE: Final = "fake_comet.json"

WRAPPED: Final = "ws_msg"
POINTS_3D: Final = "3d-image"
PICTURE: Final = "visualization"
THUMBNAIL: Final = "thumbnail"

# Fields of an upload that say where it went, not what it is.
ADDRESSES: Final = frozenset({"assetId", "imageId", "runId", "experimentId", "projectId"})

# Fields of an upload that the SDK makes itself; others are what the user passes.
SCALARS: Final = frozenset({"assetId", "imageId", "step", "epoch"})

# Fields of a registered model, in the words of the request and in those of the message.
REGISTERED: Final = {
    "experimentModelName": "model_name",
    "publicModel": "public",
    "registryModelDescription": "description",
    "registryModelName": "registry_name",
    "stages": "stages",
    "status": "status",
    "tags": "tags",
    "version": "version",
    "versionComment": "comment",
    "metadata": "metadata",
    "statusConfiguration": "status_configuration",
}
ARTIFACT_TEXTS: Final = (
    "name",
    "artifact_type",
    "version",
    "state",
    "artifact_id",
    "artifact_version_id",
)
