"""Requests taken apart and answers put together; knows the encodings, not what is meant."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

JSON: Final = "application/json"
BINARY: Final = "application/octet-stream"
LARGEST: Final = 4 * 1024**3  # bytes that a compressed body may become


class Malformed(Exception):
    """A request that is not what the SDK sends; the message says what is wrong with it."""


class Part(NamedTuple):
    """One part of a multipart body."""

    content: bytes
    file_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request.

    Attributes:
        headers: by name in lower case.
        body: as it came, perhaps compressed.
        largest: bytes that a compressed body may become.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    largest: int = LARGEST

    @classmethod
    def to(
        cls, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Request:
        """A request to an address, whole or without the host."""
        parts = urlsplit(url)
        return cls(
            method=method.upper(),
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): str(value) for name, value in (headers or {}).items()},
            body=body,
        )

    @cached_property
    def content(self) -> bytes:
        """The body, unpacked."""
        if self.headers.get("content-encoding") != "gzip":
            return self.body
        try:
            return _unpacked(self.body, self.largest)
        except (OSError, EOFError, zlib.error) as error:
            raise Malformed(f"the body is not gzip: {error}") from error

    @cached_property
    def json(self) -> dict[str, Any]:
        """The body as JSON; whatever the SDK sends is an object."""
        found = self.any_json
        if not isinstance(found, dict):
            raise Malformed(f"the body is {type(found).__name__}, expected an object")
        return found

    @cached_property
    def any_json(self) -> Any:
        """The body as JSON of any type."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise Malformed(f"the body is not JSON: {error}") from error

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The parts of a multipart body by name."""
        from requests_toolbelt.multipart.decoder import (
            ImproperBodyPartContentException,
            MultipartDecoder,
            NonMultipartContentTypeException,
        )

        kind = self.headers.get("content-type", "")
        try:
            decoder = MultipartDecoder(self.content, kind)
        except (NonMultipartContentTypeException, ImproperBodyPartContentException) as error:
            raise Malformed(f"the body is not multipart: {error}") from error
        except (IndexError, AttributeError, UnicodeDecodeError) as error:
            raise Malformed(f"the body has no boundary between its parts: {kind!r}") from error
        return dict(_named(part) for part in decoder.parts)

    @property
    def experiment_key(self) -> str | None:
        """The experiment that it is about, as far as it says so."""
        for name in ("experimentKey", "experimentId"):
            if name in self.query:
                return self.query[name]
        if not self.headers.get("content-type", "").startswith(JSON):
            return None
        try:
            found = self.json
        except Malformed:
            return None
        key = found.get("experimentKey", found.get("experiment_key"))
        return key if isinstance(key, str) else None

    def part(self, name: str) -> bytes:
        """The content of a part."""
        if name not in self.parts:
            raise Malformed(f"there is no part {name!r}, only {sorted(self.parts)}")
        return self.parts[name].content

    def metadata(self) -> Any:
        """The part ``metadata``, parsed; None if there is none."""
        return parsed(self.parts["metadata"].content) if "metadata" in self.parts else None

    def field(self, name: str) -> Any:
        """A field of the body that has to be there."""
        if name not in self.json:
            raise Malformed(f"the body has no {name!r}, only {sorted(self.json)}")
        return self.json[name]

    def argument(self, name: str) -> str:
        """A part of the query that has to be there."""
        if name not in self.query:
            raise Malformed(f"the query has no {name!r}, only {sorted(self.query)}")
        return self.query[name]


def parsed(text: Any) -> Any:
    """JSON inside of JSON or of a part; None for none."""
    if not text:
        return None
    try:
        return json.loads(text)
    except (ValueError, TypeError) as error:
        raise Malformed(f"metadata is not JSON: {error}") from error


def _unpacked(body: bytes, largest: int) -> bytes:
    machine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    content = machine.decompress(body, largest)
    if machine.unconsumed_tail:
        raise Malformed(f"the body is larger than {largest} bytes when unpacked")
    if not machine.eof:
        raise EOFError("it ends too early")
    return content


def _named(part: Any) -> tuple[str, Part]:
    from email.message import Message

    headers = Message()
    for name, value in part.headers.items():
        headers[name.decode()] = value.decode("utf-8", "replace")
    name = headers.get_param("name", header="content-disposition")
    if not isinstance(name, str):
        raise Malformed("a part of the body has no name")
    return name, Part(part.content, headers.get_filename())


@dataclass(frozen=True, kw_only=True)
class Response:
    """One answer."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, answer: Any) -> Response:
        """An answer that is well: JSON, bytes, or a response already."""
        if isinstance(answer, Response):
            return answer
        if isinstance(answer, bytes):
            return cls(body=answer, content_type=BINARY)
        return cls(body=json.dumps({} if answer is None else answer).encode())

    @classmethod
    def refusal(cls, status: int, message: str, code: int = 0) -> Response:
        """A refusal as Comet's server words it."""
        body = {"msg": message, "code": status, "data": None, "sdk_error_code": code}
        return cls(status=status, body=json.dumps(body).encode())
