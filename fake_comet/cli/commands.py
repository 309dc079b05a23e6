"""What the modules of commands share: how they add themselves, and the usual exit codes."""

from __future__ import annotations

import argparse
from typing import Final, TypeAlias

CODES: Final = "exit codes: 0 fine, 1 differences or problems, 2 misuse"
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
