"""Large files in parts, as the SDK sends them to S3: start, parts, completion."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fake_comet.backend import assets
from fake_comet.backend.request import Malformed, Request, Response, parsed
from fake_comet.recording.records import Content

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

STORE = "/s3"  # where the parts are sent to, on the fake server itself


@dataclass(slots=True, kw_only=True)
class Pending:
    """An upload of which not all parts are there."""

    kind: str
    fields: dict[str, Any]
    metadata: Any
    parts: dict[int, bytes] = field(default_factory=dict)


def start_asset(backend: Backend, request: Request) -> Any:
    """Prepare the upload of a file."""
    return _start(backend, request, str(request.json.get("type") or assets.ASSET))


def start_visualization(backend: Backend, request: Request) -> Any:
    """Prepare the upload of a picture."""
    return _start(backend, request, assets.VISUALIZATION)


def _start(backend: Backend, request: Request, kind: str) -> Any:
    fields = dict(request.json)
    count = (fields.pop("startUploadParams", None) or {}).get("numOfFileParts")
    if not isinstance(count, int):
        raise Malformed(f"numOfFileParts is {count!r}, expected a number")
    metadata = parsed(fields.pop("metadata", None)) or {}
    backend.recorder(fields.get("experimentId") or fields.get("experimentKey"))
    known = {name: value for name, value in fields.items() if value is not None}
    identifier = backend.new_key()
    backend.pending[identifier] = Pending(kind=kind, fields=known, metadata=metadata)
    addresses = [f"{backend.root}{STORE}/{identifier}/{number}" for number in range(1, count + 1)]
    return {"requestId": identifier, "preSignUrl": addresses}


def part(backend: Backend, request: Request, request_id: str, number: str) -> Any:
    """Keep one part."""
    _pending(backend, request_id).parts[int(number)] = request.content
    return Response(headers={"ETag": f'"{hashlib.md5(request.content).hexdigest()}"'})


def complete(backend: Backend, request: Request) -> Any:
    """Record the file when all its parts are there; forget it if the SDK gave up."""
    identifier = request.field("requestId")
    pending = _pending(backend, identifier)
    del backend.pending[identifier]
    if not request.json.get("succeed"):
        return backend.done()
    content = b"".join(pending.parts[number] for number in sorted(pending.parts))
    if len(content) != request.json.get("fileSize"):
        raise Malformed(f"{len(content)} bytes came, fileSize is {request.json.get('fileSize')!r}")
    return assets.keep(
        backend, pending.kind, pending.fields, Content(content), metadata=pending.metadata
    )


def _pending(backend: Backend, identifier: Any) -> Pending:
    if identifier not in backend.pending:
        raise Malformed(f"there is no upload {identifier!r} under way")
    return backend.pending[identifier]
