"""accelerate's Comet tracker on a small training, compared with its golden."""

from __future__ import annotations

import torch
from accelerate import Accelerator
from accelerate.tracking import CometMLTracker


def test_tracker(comet_fake, comet_golden):
    torch.manual_seed(7)
    accelerator = Accelerator(log_with=CometMLTracker("toy"), cpu=True)
    accelerator.init_trackers("toy", config={"lr": 0.01, "nested": {"a": 1}, "none": None})
    model = torch.nn.Linear(2, 1)
    model, optimizer = accelerator.prepare(model, torch.optim.SGD(model.parameters(), lr=0.01))
    for step in range(3):
        loss = model(torch.ones(4, 2) * step).pow(2).mean()
        accelerator.backward(loss)
        optimizer.step()
        optimizer.zero_grad()
        values = {"loss": loss.item(), "note": f"step {step}", "group": {"g/a": step, "g/b": 2}}
        accelerator.log(values, step=step)
    accelerator.end_training()
    # torch may add up in another order on other processors.
    comet_golden.check(comet_fake.experiment, tolerances={"metrics:loss": {"rtol": 1e-4}})
