"""``API``, ``APIExperiment`` and ``Model``, answered from the session's recordings."""
