"""`python -m digits [DIRECTORY]` trains once and reports to Comet; the weights go to DIRECTORY."""

import sys
from pathlib import Path

from digits.callback import CometCallback
from digits.training import Trainer

trainer = Trainer(directory=Path(*sys.argv[1:2]))
trainer.fit([CometCallback()])
print("validation accuracy", round(trainer.validate()["accuracy"], 3))
