"""The documented Comet callback as a user would write it, on the SDK and numpy alone.

It is what the clauses are tried on first, and knows nothing of them or of the fake.
"""
