"""Texts of the real SDK about torch models, word for word as in comet_ml 3.58.8."""

from typing import Final

NO_EXPERIMENT: Final = (
    "An Experiment must be created before calling `comet_ml.integration.pytorch.watch`"
)
NOT_A_MODEL: Final = "Model must be torch.nn.Module or state_dict"
HOOK_FAILED: Final = (
    "Unable to log weights and biases for layers due to errors, check debug logs for details: {}"
)
NOT_TRAINABLE: Final = "Skipping weight and bias logging for non-trainable layers: {}"
DISTRIBUTED: Final = (
    "Currently, comet_ml.integration.pytorch.watch() can't be used for logging "
    "distributed tensors. Ignoring."
)
OTHER_TORCH: Final = (
    "Torch versions mismatch during model loading. Model was uploaded with "
    "torch=={prev_torch}. Current version is {new_torch}"
)
OTHER_PICKLE: Final = (
    "Pickle packages mismatch during model loading. Model was uploaded with "
    "{prev_pickle}. You provided {new_pickle}"
)

INVALID_URI: Final = "Invalid model_uri: '{}'"
NO_EXPERIMENT_WITH_KEY: Final = (
    "Couldn't find Experiment by key '{}', double-check the "
    "Experiment key and that you have the right API Key configured."
)
NO_EXPERIMENT_AT: Final = (
    "Couldn't find Experiment by URI '{}/{}/{}', double-check "
    "the Experiment URI and that you have the right API Key configured."
)
NO_MODEL_WITH_KEY: Final = (
    "Experiment model {} cannot be found in Experiment with "
    "key {}, double-check the model name and experiment URI"
)
NO_MODEL_AT: Final = (
    "Experiment model {} cannot be found in Experiment "
    "'{}/{}/{}', double-check the model name and experiment URI"
)
NOT_REGISTERED: Final = "Cannot get asset list for Model %r"
