"""Clauses of the events that a run fires, whoever runs it."""
