"""One of several processes that log as fast as they can: many_points.py NUMBER COUNT."""

import sys

import comet_ml

number, count = map(int, sys.argv[1:])
experiment = comet_ml.Experiment(project_name=f"process{number}")
for point in range(count):
    experiment.log_metric("value", number * 1_000_000 + point + 1 / 3)
experiment.end()
