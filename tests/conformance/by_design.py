"""What differs between the fake and the real SDK by design, each with its reason."""

from __future__ import annotations

import re

# Patterns of a difference as ``outcomes.differences`` tells it: where, real, fake.
BY_DESIGN: dict[str, str] = {
    r"raised\[1\]: .*has no attribute.*; did you mean": "the fake says which names are near",
    r" upload\[\d+\]\.(step|epoch|context): '.*' \| None$": (
        "files of artifacts go with the step, epoch and context of the experiment, which Comet "
        "shows nowhere; records of artifacts do not keep them"
    ),
    r" notification\[\d+\]\.additional_data\.": (
        "the mailed summary of the real SDK is made of what was called, here of what was received: "
        "values that could not be sent, or were sent in other words, are not in it"
    ),
    r"^archive \d+ cannot be read: ": (
        "an archive with values of a type that Comet has for no such field is refused as damaged"
    ),
}


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
    "an end() from which the real SDK does not come back": (
        "seen where register_model() waits for a model; such runs are counted, not compared"
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
        found for found in differences if not any(re.search(row, found, re.S) for row in BY_DESIGN)
    ]


def main() -> None:
    """Print both tables."""
    for what, reason in (*BY_DESIGN.items(), *AVOIDED.items()):
        print(f"{what}\n    {reason}")


if __name__ == "__main__":
    main()
