"""Gives the examples of Hypothesis all the time they need: a loaded machine proves nothing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
