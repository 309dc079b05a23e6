"""Artifacts: building, logging and reading them; ``comet_ml.artifacts`` is made of this."""
