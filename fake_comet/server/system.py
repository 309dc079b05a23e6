"""Where and with what an experiment ran, as the server tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Dependency, Details, Html, SystemInfo

DETAILS: Final = "system_details"
OUTPUT: Final = "standard_output"
CODE: Final = "code"
GIT_METADATA: Final = "git_metadata"
GIT_PATCH: Final = "git_patch"

_FIELDS: Final = (
    "user", "pythonVersion", "pythonVersionVerbose", "pid", "osType", "os", "osRelease", "machine",
    "processor", "ip", "hostname", "env", "gpuStaticInfoList", "logAdditionalSystemInfoList",
    "systemMetricNames", "maxTotalMemory", "networkInterfaceIps", "command", "executable",
    "osPackages", "installedPackages", "totalRam",
)  # fmt: skip
# The SDK's own words for what it measures, where they are others than the server's.
_RENAMED: Final = {
    "python_version": "pythonVersion",
    "python_version_verbose": "pythonVersionVerbose",
    "os_type": "osType",
    "os_release": "osRelease",
    "python_exe": "executable",
}
_WHOLE: Final = {
    "installed_packages": "installedPackages",
    "os_packages": "osPackages",
    "gpu_static_info": "gpuStaticInfoList",
}


def details(recording: Recording) -> dict[str, Any]:
    """Everything that is known of the machine, unknown fields None."""
    found: dict[str, Any] = dict.fromkeys(("experimentKey", *_FIELDS))
    found["experimentKey"] = recording.key
    for record in recording.of_type(Details):
        if record.type in _WHOLE:
            found[_WHOLE[record.type]] = record.value
        elif record.type == DETAILS and isinstance(record.value, Mapping):
            found.update({_RENAMED.get(str(k), str(k)): v for k, v in record.value.items()})
    found["logAdditionalSystemInfoList"] = [
        {"key": info.key, "value": info.value} for info in recording.of_type(SystemInfo)
    ]
    logged = [f"{line.name}=={line.version}" for line in recording.of_type(Dependency)]
    if logged:
        found["installedPackages"] = [*(found["installedPackages"] or ()), *logged]
    names = {point.name for point in recording.recorder.columns.points()}
    found["systemMetricNames"] = sorted(name for name in names if name.startswith("sys."))
    return found


def values(recording: Recording, kind: str) -> Iterator[Any]:
    """What came under one type of message, in order."""
    return (record.value for record in recording.of_type(Details) if record.type == kind)


def last(recording: Recording, kind: str) -> Any:
    """What came last under one type of message; None if nothing did."""
    return next(iter(reversed(list(values(recording, kind)))), None)


def html(recording: Recording) -> str:
    """All html since the last that replaced what was there."""
    shown: list[str] = []
    for record in recording.of_type(Html):
        shown = [str(record.html)] if record.override else [*shown, str(record.html)]
    return "".join(shown)


def code(recording: Recording) -> str | None:
    """The code that was set, else that of the script."""
    found: str | None = last(recording, CODE)
    files = recording.environment.source_code
    if found is None and files:
        return files[0].content.decode("utf-8", errors="replace")
    return found


def output(recording: Recording) -> str:
    """Everything that was written to standard output."""
    parts = (
        value.get("output") if isinstance(value, Mapping) else value
        for value in values(recording, OUTPUT)
    )
    return "".join(str(part) for part in parts)
