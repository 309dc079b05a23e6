"""A training as anybody writes it, in a process of its own."""

import comet_ml

experiment = comet_ml.start(project_name="digits", workspace="team")
experiment.log_parameters({"lr": 0.1, "layers": 3})
for step in range(20):
    experiment.log_metric("loss", 1 / (step + 1), step=step)
for value in range(10):
    experiment.log_parameter("repeated", value)
experiment.log_asset_data({"a": 1}, name="notes.json")
experiment.add_tag("nightly")
experiment.end()
