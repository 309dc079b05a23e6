"""What the SDK's own schemas say against the messages of an archive; the SDK itself is not
imported.
"""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

VALIDATORS = {
    "3d-image": "cloud_3d_msg",
    "file_upload": "upload_msg",
    "htmlOverride": "html_override_msg",
    **{
        kind: f"{kind.removesuffix('_msg')}_msg"
        for kind in (
            "cloud_details", "file_name", "git_metadata", "gpu_static_info", "graph", "html",
            "installed_packages", "log_dependency", "log_other", "metric_msg", "os_packages",
            "parameter_msg", "register_model", "remote_file", "remote_model", "standard_output",
            "system_details", "system_info", "ws_msg",
        )
    },
}  # fmt: skip


def schemas() -> ModuleType:
    """The module of the SDK that has them, by itself."""
    package = importlib.util.find_spec("comet_ml")
    assert package is not None
    assert package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "schemas.py"
    spec = importlib.util.spec_from_file_location("schemas_of_comet_ml", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages_of(archive: Path) -> list[dict[str, Any]]:
    """The messages of an archive in order."""
    with zipfile.ZipFile(archive) as entries:
        return [json.loads(line) for line in entries.read("messages.json").splitlines()]


def objections(archive: Path) -> list[str]:
    """Everything that the schemas object to in an archive."""
    module = schemas()
    validators = {
        kind: getattr(module, f"get_{name}_validator")() for kind, name in VALIDATORS.items()
    }
    found = []
    for number, message in enumerate(messages_of(archive), 1):
        errors = validators[message["type"]].iter_errors(message["payload"])
        found += [f"message {number} ({message['type']}): {error.message}" for error in errors]
    with zipfile.ZipFile(archive) as entries:
        about = json.loads(entries.read("experiment.json"))
    errors = module.get_experiment_file_validator().iter_errors(about)
    return found + [f"experiment.json: {error.message}" for error in errors]
