"""What the SDK tells of host, packages, git and code: kept, but not compared unless asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fake_comet.recording.assets import Asset
from fake_comet.recording.index import RecordIndex
from fake_comet.recording.records import Dependency, Details, FileName, SystemInfo, Upload

SOURCE_CODE: Final = "source_code"
_DURATION: Final = "process duration"
_SYSTEM: Final = "sys."


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Where and with what an experiment ran.

    Attributes:
        file_name: the script, as set last.
        dependencies: packages given to ``log_dependency``, by name.
        system_info: what was given to ``log_system_info``, by key.
        details: everything that the SDK found by itself, by type of message, each in order.
        source_code: the code that was logged.
    """

    file_name: str | None
    dependencies: Mapping[str, Any]
    system_info: Mapping[str, Any]
    details: Mapping[str, tuple[Any, ...]]
    source_code: tuple[Asset, ...]


def is_system_metric(name: str) -> bool:
    """Whether the SDK measures a metric of that name by itself."""
    return name == _DURATION or name.startswith(_SYSTEM)


def environment_of(index: RecordIndex) -> Environment:
    """Collect it from the records."""
    names = [record.file_name for record in index.of_type(FileName)]
    details: dict[str, tuple[Any, ...]] = {}
    for record in index.of_type(Details):
        details[record.type] = (*details.get(record.type, ()), record.value)
    code = (upload for upload in index.of_type(Upload) if upload.kind == SOURCE_CODE)
    return Environment(
        file_name=names[-1] if names else None,
        dependencies={str(found.name): found.version for found in index.of_type(Dependency)},
        system_info={str(found.key): found.value for found in index.of_type(SystemInfo)},
        details=details,
        source_code=tuple(map(Asset, code)),
    )
