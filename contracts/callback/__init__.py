"""Clauses of the Comet callback of Ultralytics, one module for each group of documented names."""
