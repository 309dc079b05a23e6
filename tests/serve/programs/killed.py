"""Logs, waits until all of it has arrived, and is killed by the hardest signal."""

import os
import signal

import comet_ml

experiment = comet_ml.Experiment(project_name="unlucky")
experiment.log_parameter("lr", 0.1)
for step in range(5):
    experiment.log_metric("loss", step, step=step)
experiment.flush()
os.kill(os.getpid(), signal.SIGKILL)
