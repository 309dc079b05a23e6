"""Released versions of Ultralytics against all clauses: ``make matrix``."""
