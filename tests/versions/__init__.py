"""Judges fake-comet by further versions of the SDK, each in an environment of its own."""
