"""What a training was started with is logged."""

import comet_ml
from transformers import TrainerControl, TrainerState, TrainingArguments
from transformers.integrations import CometCallback


def test_arguments_are_logged(comet_fake, tmp_path):
    arguments = TrainingArguments(str(tmp_path), learning_rate=0.125, report_to=[])
    CometCallback().on_train_begin(arguments, TrainerState(), TrainerControl())
    comet_ml.get_global_experiment().end()
    assert comet_fake.experiment.parameters["args/learning_rate"] == "0.125"
