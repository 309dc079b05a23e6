"""``comet_ml.integration.pytorch``: models logged and loaded, layers watched.

torch is looked for when it is needed; without it, state is pickled.
"""

from __future__ import annotations

import importlib
import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from fake_comet.sdk.exceptions import CometException
from fake_comet.sdk.integration import pytorch_messages as messages
from fake_comet.sdk.integration.model_uri import Files, files_at
from fake_comet.sdk.module import VERSION
from fake_comet.sdk.state import state
from fake_comet.sdk.voice import INFO, note, say, speaking_for

if TYPE_CHECKING:
    from fake_comet.sdk.experiment.assembly import CometExperiment

__all__ = ["load_model", "log_model", "watch"]

_DESCRIPTION: Final = "CometModel"
_DATA: Final = str(Path("model-data", "comet-torch-model.pth"))
_WATCH: Final = "integration.pytorch.watch.api"
_TENSORS: Final = "integration.pytorch.watch.tensor_helpers"


def log_model(
    experiment: CometExperiment,
    model: Any,
    model_name: str,
    metadata: dict[str, Any] | None = None,
    pickle_module: ModuleType | None = None,
    **torch_save_args: Any,
) -> None:
    """Upload the state of a module, or a dictionary of states, as a model of two files."""
    found = _state_dict(model)
    module = pickle if pickle_module is None else pickle_module
    description = io.StringIO(json.dumps(_description(model_name, module)))
    experiment._log_model(model_name, description, file_name=_DESCRIPTION, critical=True)
    data = io.BytesIO()
    _save(found, data, module, torch_save_args)
    data.seek(0)
    experiment._log_model(model_name, data, file_name=_DATA, metadata=metadata, critical=True)


def load_model(
    model_uri: str,
    map_location: Any = None,
    pickle_module: ModuleType | None = None,
    **torch_load_args: Any,
) -> Any:
    """The state of a model on disk (``file://``) or of this session.

    Args:
        model_uri: also ``experiment://KEY/MODEL``, ``experiment://WORKSPACE/PROJECT/NAME/MODEL``
            or ``registry://WORKSPACE/NAME[:VERSION]``.

    Raises:
        ValueError: it is none of these.
        ExperimentNotFound: the session has no such experiment.
        ModelNotFound: the experiment has no such model.
    """
    module = pickle if pickle_module is None else pickle_module
    found = files_at(model_uri)
    _compare_environment(json.loads(found.read(_DESCRIPTION))["model_metadata"], module)
    return _load(found, map_location, module, torch_load_args)


def watch(model: Any, log_step_interval: int = 1000) -> None:
    """Log weights now, and weights and gradients every so many backward passes, as histograms.

    Raises:
        CometException: no experiment was created.
    """
    experiment: Any = state().running
    if experiment is None:
        raise CometException(messages.NO_EXPERIMENT)
    step = 0 if experiment.curr_step is None else experiment.curr_step
    log = _HistogramLog(experiment)
    skipped = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            skipped.append(name)
            continue
        try:
            parameter.register_hook(_gradient_hook(log, name, parameter, log_step_interval, step))
        except Exception:  # the SDK goes on with the next parameter
            log.say("sdk-warning", messages.HOOK_FAILED.format(name), exc_info=True)
            continue
        log(parameter, name, step)
    if skipped:
        listed = "".join(f"\n    {name}" for name in sorted(skipped))
        log.say("sdk-note", messages.NOT_TRAINABLE.format(listed), level=INFO)


class _HistogramLog:
    """Logs tensors as histograms; what fails is only noted, as in the SDK."""

    def __init__(self, experiment: Any) -> None:
        self._experiment = experiment

    def __call__(self, tensor: Any, name: str, step: int) -> None:
        if hasattr(tensor, "to_local"):
            self.say("nothing-logged", messages.DISTRIBUTED, once=True, logger=_TENSORS)
            return
        try:
            values = _as_array(tensor).flatten()
            self._experiment.log_histogram_3d(values, name=name, step=step)
        except Exception as error:  # the SDK says so on debug level only
            with speaking_for(self._experiment._recorder):
                note("call-failed", f"no histogram of {name} at step {step}: {error}")

    def say(self, kind: str, message: str, *, logger: str = _WATCH, **options: Any) -> None:
        """Say it on behalf of the experiment."""
        with speaking_for(self._experiment._recorder):
            say(kind, message, logger=logger, **options)


def _gradient_hook(
    log: _HistogramLog, name: str, parameter: Any, interval: int, step: int
) -> Callable[[Any], None]:
    gradients: Any = 0

    def after_backward(gradient: Any) -> None:
        nonlocal gradients, step
        step += 1
        gradients = gradients + gradient
        if step % interval == 0:
            log(gradients, f"gradient/{name}", step)
            log(parameter, name, step)
            gradients = 0

    return after_backward


def _as_array(tensor: Any) -> Any:
    """Its values as numpy has them, in single precision, which numpy knows of every kind."""
    for step in ("detach", "cpu", "float"):
        tensor = getattr(tensor, step)() if hasattr(tensor, step) else tensor
    return tensor.numpy()


def _torch() -> Any:
    try:
        return importlib.import_module("torch")
    except ImportError:
        return None


def _state_dict(model: Any) -> Any:
    if isinstance(model, dict):
        return model
    if hasattr(model, "state_dict"):
        return model.state_dict()
    raise TypeError(messages.NOT_A_MODEL)


def _description(model_name: str, module: ModuleType) -> dict[str, Any]:
    return {
        "format": "pytorch",
        "comet_sdk_version": VERSION,
        "model_metadata": {
            "pytorch_version": getattr(_torch(), "__version__", None),
            "pickle_module": module.__name__,
            "model_path": str(Path(model_name, Path(_DATA).name)),
        },
    }


def _save(found: Any, file: io.BytesIO, module: Any, options: dict[str, Any]) -> None:
    torch = _torch()
    if torch is None:
        module.dump(found, file)
    else:
        torch.save(found, file, pickle_module=module, **options)


def _load(files: Files, map_location: Any, module: Any, options: dict[str, Any]) -> Any:
    data = io.BytesIO(files.read(_DATA))
    torch = _torch()
    if torch is None:
        return module.load(data)
    return torch.load(data, map_location=map_location, pickle_module=module, **options)


def _compare_environment(described: dict[str, Any], module: ModuleType) -> None:
    where = "integration.pytorch.model_metadata"
    pickled, version = described["pickle_module"], getattr(_torch(), "__version__", None)
    if pickled != module.__name__:
        told = messages.OTHER_PICKLE.format(prev_pickle=pickled, new_pickle=module.__name__)
        say("sdk-warning", told, logger=where)
    if described["pytorch_version"] != version:
        before = described["pytorch_version"]
        told = messages.OTHER_TORCH.format(prev_torch=before, new_torch=version)
        say("sdk-warning", told, logger=where)
