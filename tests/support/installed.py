"""Whether what is installed is what the recorded calls were recorded with."""

from __future__ import annotations

import platform
from importlib.metadata import version

from packaging.requirements import Requirement


def skip_reason(requirement: str) -> str:
    """Why a comparison cannot be made here, for a requirement as ``numpy<2.5``; empty if it can."""
    wanted = Requirement(requirement)
    found = platform.python_version() if wanted.name == "python" else version(wanted.name)
    if wanted.specifier.contains(found, prereleases=True):
        return ""
    return f"recorded with {wanted}, here it is {found}"
