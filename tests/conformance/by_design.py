"""Which differences are by design, found by the table of ``fake_comet.surface.by_design``."""

from __future__ import annotations

import re

from fake_comet.surface.by_design import BY_DESIGN, ByDesign

# Patterns of a difference as ``outcomes.differences`` and ``fake_comet.diff`` tell it: by each, the
# row of the table of differences by design that explains it.
PATTERNS: dict[str, str] = {
    r"raised\[1\]: .*has no attribute.*; did you mean": "names that an object lacks",
    r" notification\[\d+\]\.additional_data\.": "notification at the end",
    r"^archive \d+ cannot be read: ": "archive with odd values",
}
# What is not compared at all: ``cleaning`` takes it out.
NOT_COMPARED: dict[str, str] = {
    "step, epoch and context of files of artifacts": "files of artifacts",
    "identifiers, made-up names, host of addresses": "keys, addresses, names, times",
}
REASONS: dict[str, ByDesign] = {row.what: row for row in BY_DESIGN}


# What random programs leave out, because of what the real SDK does with it.
AVOIDED: dict[str, str] = {
    "metadata with keys that cannot be sorted, or not be keys of JSON": (
        "the thread that sends dies; end() then waits for ever, or leaves a damaged archive"
    ),
    "offline, a new experiment before the end of the last": (
        "the SDK does not wait for the archive of the last one, so what is in it is a race"
    ),
    "whole numbers for files": "the SDK reads them as file descriptors of the process",
    "flush() after end()": "never comes back",
    "get_artifact() before the files of the version have arrived": "when they have is a race",
    "what says what the machine is: set_cmd_args(), set_os_packages(), set_pip_packages()": (
        "the process that plays on the real SDK is another"
    ),
    "display(), display_project(), get_hf_dataset(), get_callback(), get_keras_callback(), "
    "log_dataframe_profile(), create_embedding_image(), set_offline_zip_uploader()": (
        "need a browser, a network, or packages that are not there; tested by themselves"
    ),
    "clean(), disable_mp()": "parts of end()",
    "a call from which the real SDK does not come back in time": (
        "on a busy machine; such runs are counted, not compared"
    ),
    "log_remote_asset() with an asset_type that is None or empty": (
        "archived without a type, which cannot be uploaded; here it is an asset"
    ),
    "log_code() without arguments": "logs the file that plays the program",
    "summaries that are shown": "made of what was called, here of what was received, as the mails",
}


def unexpected(differences: list[str]) -> list[str]:
    """The differences that no row of the table explains."""
    return [
        found for found in differences if not any(re.search(row, found, re.S) for row in PATTERNS)
    ]
