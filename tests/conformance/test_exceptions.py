"""The fake's exceptions read as the real SDK's, which is asked in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

if importlib.util.find_spec("comet_ml") is None:
    pytest.skip("the real comet_ml is not installed", allow_module_level=True)

ANSWER = SimpleNamespace(
    json=lambda: {"msg": "m", "sdk_error_code": 1},
    url="u",
    status_code=402,
    content=b"c",
    request=SimpleNamespace(method="GET"),
)
CASES: list[tuple[str, tuple[Any, ...]]] = [
    ("NotParametrizedException", ()),
    ("NoMoreSuggestionsAvailable", ()),
    ("InvalidAPIKey", ("k", "host")),
    ("InvalidWorkspace", ("w",)),
    ("ServiceAccountWorkspaceRestricted", ("w",)),
    ("ProjectNameEmpty", ()),
    ("ProjectNameIsTooLong", ("long",)),
    ("InvalidOfflineDirectory", ("d", "why")),
    ("InterruptedExperiment", ("u",)),
    ("RPCFunctionAlreadyRegistered", ("f",)),
    ("LambdaUnsupported", ()),
    ("BadCallbackArguments", (5,)),
    ("ExperimentAlreadyUploaded", ("k",)),
    ("ViewOnlyAccessException", ("m",)),
    ("MaxExperimentNumberReachedException", ()),
    ("MaxExperimentNumberReachedException", ("p", "w")),
    ("OfflineExperimentUploadFailed", ("m",)),
    ("AssetIsTooBig", ("f", 2, 1)),
    ("LogArtifactException", ("m", 1)),
    ("LogAssetException", ()),
    ("LogAssetException", ("m",)),
    ("LogAssetException", ("m", 1)),
    ("AnonymousModeException", ("m", 1)),
    ("ArtifactAssetNotFound", ("p", "a")),
    ("ArtifactConflictingAssetLogicalPath", ("a", "b", "p")),
    ("CometRestApiException", ("GET", ANSWER)),
    ("CometRestApiValueError", ("GET", "wrong", ANSWER)),
    ("PaymentRequired", ("GET", ANSWER)),
    ("NotFound", ("GET", ANSWER)),
    ("Unauthorized", ("k", ANSWER)),
    ("BackendVersionTooOld", ("u", "1.0.0", "2.0.0")),
    ("UploadLimitReachedException", ("images",)),
    ("ImagesUploadLimitReachedException", ()),
    ("InvalidExperimentModeUnsupported", ("nope", ["get"])),
    ("SDKVersionIsTooOldException", ("m",)),
    ("SDKVersionIsTooOldException", (None,)),
    ("FileUploadThrottledException", (None,)),
    ("AssetIsImmutableException", (None, SimpleNamespace(upload_type="asset"))),
    ("ProjectConsideredLLM", ("m",)),
]


def described(modules: list[Any]) -> dict[str, Any]:
    """Names, bases and codes of an exceptions module, and how each case reads."""
    names = {name: value for module in modules for name, value in vars(module).items()}
    found: dict[str, Any] = {}
    for name, value in names.items():
        if isinstance(value, type) and issubclass(value, BaseException):
            found[name] = value.__mro__[1].__name__
        elif name.isupper() and type(value) is int:
            found[name] = value
    for number, (name, args) in enumerate(CASES):
        made = names[name](*args)
        told = [str(made), repr(made.args), getattr(made, "log_message", None)]
        found[f"{number} {name}"] = [str(text).replace(hex(id(ANSWER)), "0x") for text in told]
    return found


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    script = (
        "import json, comet_ml.exceptions\n"
        "from tests.conformance.test_exceptions import described\n"
        "print(json.dumps(described([comet_ml.exceptions])))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "COMET_ERROR_TRACKING_ENABLE": "false"},
    )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    from fake_comet.sdk import exceptions, server_exceptions

    return described([exceptions, server_exceptions])


def test_every_exception_and_code_of_the_sdk_is_there(
    real: dict[str, Any], ours: dict[str, Any]
) -> None:
    assert real.keys() == ours.keys()


def test_bases_codes_and_texts_are_the_sdks(real: dict[str, Any], ours: dict[str, Any]) -> None:
    assert {name: told for name, told in ours.items() if told != real[name]} == {}
