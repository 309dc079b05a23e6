"""Clauses of the Comet SDK: what a program logs is what Comet receives."""
