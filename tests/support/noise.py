"""What calls of recorded programs make Python warn of, on the real SDK as here."""

from __future__ import annotations

from typing import Final

import pytest

# They leave files open, make numpy warn, and use what other libraries call deprecated.
NOISE: Final = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
