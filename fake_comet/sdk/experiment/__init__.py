"""The experiment classes, one file for each family of methods, put together in ``assembly``."""
