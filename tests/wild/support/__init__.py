"""Pytest plugins for the tests of users: what their projects would bring along; no judges."""
