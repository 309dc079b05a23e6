"""Marks for tests of one generation of the callback."""

from __future__ import annotations

import pytest

from tests.real.support.versions import INSTALLED, IS_CURRENT

needs_ultralytics = pytest.mark.skipif(not INSTALLED, reason="Ultralytics is not installed")
current_only = pytest.mark.skipif(not IS_CURRENT, reason="of the current generation")
legacy_only = pytest.mark.skipif(IS_CURRENT, reason="of the legacy generation")
