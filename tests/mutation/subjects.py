"""The integrations that are compared: where their code and their own tests are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One integration.

    Attributes:
        name: of the file with our tests, too.
        what: the class as its package names it.
        kind: how its own tests see what is logged.
        distribution: the package, whose installed version is mutated.
        module: the file that is mutated, by path from where packages are installed.
        repository: where its own tests are; the tag is the version behind `tag`.
        tests: what of the repository its own tests need, and where that has to lie.
        select: which tests of theirs are about Comet, as arguments of pytest.
        preload: what both need and takes long to import.
    """

    name: str
    what: str
    kind: str
    distribution: str
    module: str
    repository: str
    tag: str
    tests: dict[str, str]
    select: tuple[str, ...]
    preload: tuple[str, ...]

    @property
    def package(self) -> str:
        """The folder of the package."""
        return Path(self.module).parts[0]


_OWN: Final = "theirs/test_comet.py"
SUBJECTS: Final = (
    Subject(
        name="lightning",
        what="Lightning's `CometLogger`",
        kind="mocks",
        distribution="lightning",
        module="lightning/pytorch/loggers/comet.py",
        repository="https://github.com/Lightning-AI/pytorch-lightning",
        tag="",
        tests={
            "tests/tests_pytorch/loggers/test_comet.py": _OWN,
            "tests/tests_pytorch/loggers/conftest.py": "theirs/conftest.py",
        },
        select=(_OWN,),
        preload=(
            "torchmetrics",
            "torch._dynamo",
            "torch.distributed.fsdp",
            "rich.progress",
            "fsspec",
        ),
    ),
    Subject(
        name="accelerate",
        what="accelerate's `CometMLTracker`",
        kind="offline archives",
        distribution="accelerate",
        module="accelerate/tracking.py",
        repository="https://github.com/huggingface/accelerate",
        tag="v",
        tests={"tests/test_tracking.py": _OWN},
        select=(_OWN, "-k", "CometML or comet_ml"),
        preload=("torch",),
    ),
    Subject(
        name="torchtune",
        what="torchtune's `CometLogger`",
        kind="mocks",
        distribution="torchtune",
        module="torchtune/training/metric_logging.py",
        repository="https://github.com/pytorch/torchtune",
        tag="v",
        tests={
            "tests/torchtune/training/test_metric_logging.py": _OWN,
            "tests/test_utils.py": "tests/test_utils.py",
            "tests/__init__.py": "tests/__init__.py",
        },
        select=(_OWN, "-k", "CometLogger"),
        preload=("torch", "torchao", "datasets", "mlflow", "tensorboard.backend"),
    ),
    Subject(
        name="optuna",
        what="optuna-integration's `CometCallback`",
        kind="mocks",
        distribution="optuna-integration",
        module="optuna_integration/comet/comet.py",
        repository="https://github.com/optuna/optuna-integration",
        tag="v",
        tests={"tests/comet/test_comet.py": _OWN},
        select=(_OWN,),
        preload=("optuna",),
    ),
)
