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


def unexpected(differences: list[str]) -> list[str]:
    """The differences that no row of the table explains."""
    return [
        found for found in differences if not any(re.search(row, found, re.S) for row in BY_DESIGN)
    ]


def main() -> None:
    """Print the table."""
    for pattern, reason in BY_DESIGN.items():
        print(f"{pattern}\n    {reason}")


if __name__ == "__main__":
    main()
