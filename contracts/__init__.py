"""Documented behaviour as executable clauses, and verdicts on whoever claims to follow it.

The referee knows none of the players: it sees evidence through protocols, and imports neither the
fake nor the reference implementation.
"""
