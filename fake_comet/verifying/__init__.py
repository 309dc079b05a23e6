"""Puts subjects before the clauses: the world on the fake and the simulated engine.

The only package that knows both the referee, ``contracts``, and ``reference_impl``.
"""
