"""Four ranks that log to one experiment, or each to its own: ranks.py one|several."""

import multiprocessing
import sys

import comet_ml

KEY = "a" * 32
RANKS = 4


def work(rank: int, shared: bool) -> None:
    if shared:
        experiment = comet_ml.ExistingExperiment(previous_experiment=KEY)
    else:
        experiment = comet_ml.Experiment(project_name=f"rank{rank}")
    for step in range(10):
        experiment.log_metric(f"loss_{rank}", rank * 100 + step, step=step)
    experiment.end()


if __name__ == "__main__":
    shared = sys.argv[1] == "one"
    if shared:
        comet_ml.Experiment(experiment_key=KEY).end()
    # Both ways of starting ranks; what is forked brings along the SDK of its parent.
    context = multiprocessing.get_context("spawn" if shared else "fork")
    ranks = [context.Process(target=work, args=(rank, shared)) for rank in range(RANKS)]
    for process in ranks:
        process.start()
    for process in ranks:
        process.join()
    sys.exit(any(process.exitcode for process in ranks))
