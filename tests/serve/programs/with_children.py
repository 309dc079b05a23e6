"""A script that logs in three processes: its own, one that it starts, and one that it forks."""

import multiprocessing
import subprocess
import sys

import comet_ml


def log(name):
    experiment = comet_ml.Experiment(project_name=name)
    experiment.log_metric("loss", 0.5, step=1)
    experiment.end()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        log("started")
    else:
        log("own")
        subprocess.run([sys.executable, __file__, "child"], check=True)
        forked = multiprocessing.get_context("fork").Process(target=log, args=("forked",))
        forked.start()
        forked.join()
        sys.exit(forked.exitcode)
