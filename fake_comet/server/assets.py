"""The assets of an experiment as the server lists them, and their contents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Upload
from fake_comet.server.exceptions import CometRestApiValueError, NotFound
from fake_comet.server.experiments import Fate
from fake_comet.server.places import millis
from fake_comet.server.response import Response, not_found

ALL: Final = "all"
# The server's words where they differ from those of an upload.
_TYPES: Final = {"visualization": "image", "histogram3d": "histogram_combined_3d"}
_FOLDERS: Final = {
    "image": "images",
    "audio": "audio",
    "video": "videos",
    "histogram_combined_3d": "histograms",
    "notebook": "notebooks",
    "source_code": "source-code",
}


def type_of(upload: Upload) -> str:
    """The server's word for the kind of an upload."""
    return _TYPES.get(upload.kind, upload.kind)


def uploads(recording: Recording, fate: Fate) -> Iterator[Upload]:
    """Every upload that was not deleted."""
    return (u for u in recording.of_type(Upload) if u.asset_id not in fate.deleted_assets)


def listed(recording: Recording, fate: Fate, asset_type: str | None) -> list[dict[str, Any]]:
    """The list of assets, of one type or of all."""
    found = uploads(recording, fate)
    wanted = (asset_type, _TYPES.get(str(asset_type)))
    return [row(recording, u) for u in found if asset_type in (None, ALL) or type_of(u) in wanted]


def row(recording: Recording, upload: Upload) -> dict[str, Any]:
    """What the server tells of one asset."""
    kind, address = type_of(upload), {"experimentKey": recording.key, "assetId": upload.asset_id}
    link = f"https://www.comet.com/api/asset/download?{urlencode(address)}"
    rest = f"https://www.comet.com/api/rest/v2/experiment/asset/get-asset?{urlencode(address)}"
    return {
        "fileName": upload.name,
        "fileSize": 0 if upload.content is None else len(upload.content),
        "runContext": upload.context,
        "step": upload.step,
        "remote": upload.content is None,
        "link": link if upload.link is None else upload.link,
        "compressedAssetLink": f"{link}&isCompressed=true",
        "s3Link": None,
        "createdAt": millis(upload.time),
        "dir": _folder(upload, kind),
        "canView": kind == "image",
        "audio": kind == "audio",
        "video": kind == "video",
        "histogram": kind == "histogram_combined_3d",
        "image": kind == "image",
        "type": kind,
        "metadata": json.dumps(upload.metadata) if upload.metadata else None,
        "assetId": upload.asset_id,
        "tags": [],
        "curlDownload": f'curl "{rest}" > {upload.name}',
        "experimentKey": recording.key,
        "items": [],
        "etag": None,
    }


def _folder(upload: Upload, kind: str) -> str:
    group = upload.fields.get("groupingName")
    return f"models/{group}" if group else _FOLDERS.get(kind, "others")


def unknown(asset_id: str) -> NotFound:
    """The error when there is no such asset."""
    return not_found(f"No such asset: {asset_id}", "experiment/asset/get-asset")


def found(recording: Recording, fate: Fate, asset_id: str) -> Upload:
    """The upload with that identifier.

    Raises:
        NotFound: there is none.
    """
    for upload in uploads(recording, fate):
        if upload.asset_id == asset_id:
            return upload
    raise unknown(asset_id)


def content(upload: Upload, return_type: str) -> Any:
    """The content as ``binary``, ``text``, ``json``, or ``response``.

    Raises:
        CometRestApiValueError: for any other type.
    """
    data = b"" if upload.content is None else upload.content.data
    response = Response(data, endpoint="experiment/asset/get-asset")
    forms: dict[str, Callable[[], Any]] = {
        "binary": lambda: data,
        "text": lambda: response.text,
        "json": response.json,
        "response": lambda: response,
    }
    if return_type not in forms:
        message = f"invalid return_type {return_type!r}: should be 'json', 'binary', or 'text'"
        raise CometRestApiValueError("GET", message, response)
    return forms[return_type]()
