"""The real bugs: which releases have them and what the fake says of them; it runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

BUGS_FOLDER: Final = Path(__file__).parent / "bugs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A bug of an integration, shown by ``with_fake.py`` in its folder.

    The folder has ``fixed.py``, a plugin that repairs the faulty release, where no release is
    fixed, and ``with_mock.py`` where a test with a mock passes on the faulty release.

    Attributes:
        package: what pip calls the project.
        thread: where it was reported; empty if no report is known.
        fixed: the version with the bug repaired; empty if there is none.
        says: what the fake says of the faulty release; any other failure proves nothing.
        needs: other packages that these releases need, not those of the environment.
        plugins: of pytest, for tests of this project.
    """

    name: str
    package: str
    thread: str
    symptom: str
    faulty: str
    fixed: str = ""
    says: str
    needs: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the tests of a user are."""
        return BUGS_FOLDER / self.name

    @property
    def has_mock_twin(self) -> bool:
        """Whether a test with a mock passes on the faulty release."""
        return (self.folder / "with_mock.py").exists()

    def requirements(self, version: str) -> tuple[str, ...]:
        """What is put on the path for a version of the project."""
        return (f"{self.package}=={version}", *self.needs)


_OLDER: Final = "tests.wild.support.older"
_YOLO: Final = "tests.wild.support.yolo"
_PACKAGE_RESOURCES: Final = ("setuptools==80.9.0",)  # the last one that brings pkg_resources
_VISION: Final = ("torchvision==0.28.0", "ultralytics-thop==2.2.3")
_SCIPY_2023: Final = ("numpy==1.26.4", "scipy==1.11.4", "pandas==2.1.4", "pytz==2025.2")
_LIGHTNING: Final = "github.com/Lightning-AI/pytorch-lightning"
_ULTRALYTICS: Final = "github.com/ultralytics/ultralytics"

BUGS: Final = (
    Bug(
        name="lightning_21617",
        package="pytorch-lightning",
        thread=f"{_LIGHTNING}/issues/21617",
        symptom="`CometLogger(online=False)` also disables the experiment: nothing is recorded",
        faulty="2.6.6",
        says="call-while-disabled",
    ),
    Bug(
        name="lightning_offline_kwarg",
        package="pytorch-lightning",
        thread="",
        symptom="the older spelling `offline=True` is taken for `online=True`",
        faulty="2.6.6",
        says="'Experiment' == 'OfflineExperiment'",
    ),
    Bug(
        name="lightning_892",
        package="pytorch-lightning",
        thread=f"{_LIGHTNING}/issues/892",
        symptom="`finalize()` ends the experiment; metrics of a test come later and vanish",
        faulty="0.6.0",
        fixed="0.7.1",
        says="call-after-end",
        needs=_PACKAGE_RESOURCES,
        plugins=(_OLDER,),
    ),
    Bug(
        name="lightning_3437",
        package="pytorch-lightning",
        thread=f"{_LIGHTNING}/issues/3437",
        symptom="the epoch is logged as a metric; the metrics themselves have none",
        faulty="0.9.0",
        fixed="0.10.0",
        says="[None, None] == [0, 1]",
        needs=_PACKAGE_RESOURCES,
        plugins=(_OLDER,),
    ),
    Bug(
        name="tensorboardx_add_audio",
        package="tensorboardX",
        thread="",
        symptom="arguments go by position: the name of a sound is taken for its normalisation",
        faulty="2.6.5",
        says="Unsupported normalize_data parameter value: 'hello'",
    ),
    Bug(
        name="ultralytics_21613",
        package="ultralytics",
        thread=f"{_ULTRALYTICS}/issues/21613",
        symptom="`F1_curve.png` is logged, `BoxF1_curve.png` is on the disk: no curve arrives",
        faulty="8.3.175",
        fixed="8.3.176",
        says="BoxF1_curve",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="ultralytics_19408",
        package="ultralytics",
        thread=f"{_ULTRALYTICS}/issues/19408",
        symptom="numbers of classes that begin with 1 are looked up as if with 0: KeyError",
        faulty="8.3.78",
        fixed="8.3.79",
        says="KeyError: 3",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="ultralytics_20153",
        package="ultralytics",
        thread=f"{_ULTRALYTICS}/issues/20153",
        symptom="numbers of classes with gaps, as those of COCO, are looked up as if without",
        faulty="8.3.107",
        fixed="8.3.108",
        says="KeyError",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="ultralytics_transposed",
        package="ultralytics",
        thread="",
        symptom="the confusion matrix has predicted classes in the rows labelled actual",
        faulty="8.4.177",
        fixed="8.4.178",
        says="== [2, 3, 4]",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="ultralytics_3186",
        package="ultralytics",
        thread=f"{_ULTRALYTICS}/issues/3186",
        symptom="at save intervals the confusion matrix is all zero",
        faulty="8.4.190",
        says="assert 0 not in [0.0",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="ultralytics_step_zero",
        package="ultralytics",
        thread="",
        symptom="all epochs of a training on a small data set are at step 0",
        faulty="8.4.190",
        says="assert 1 == 3",
        needs=_VISION,
        plugins=(_YOLO,),
    ),
    Bug(
        name="transformers_14680",
        package="transformers",
        thread="github.com/huggingface/transformers/issues/14680",
        symptom="a variable is used twice: `TrainingArguments` are never logged",
        faulty="4.12.5",
        fixed="4.13.0",
        says="no parameter 'args/learning_rate'",
        needs=("huggingface-hub==0.1.2",),
    ),
    Bug(
        name="accelerate_1546",
        package="accelerate",
        thread="github.com/huggingface/accelerate/issues/1546",
        symptom="scalars of numpy and torch are left out without a word",
        faulty="1.15.0",
        says="no metric 'loss'",
        needs=("huggingface-hub==0.36.0",),
    ),
    Bug(
        name="pycaret_3462",
        package="pycaret",
        thread="github.com/pycaret/pycaret/issues/3462",
        symptom="a DataFrame is logged as the value of a metric and arrives as its text",
        faulty="3.0.0",
        fixed="3.0.1",
        says="metric-not-a-number",
        needs=("scikit-learn==1.2.2", "imbalanced-learn==0.10.1", *_SCIPY_2023),
    ),
    Bug(
        name="pycaret_suffix",
        package="pycaret",
        thread="",
        symptom="pages and tables are logged as assets of no kind",
        faulty="3.3.2",
        says="<h1>Done</h1>",
        needs=("scikit-learn==1.4.2", "imbalanced-learn==0.12.4", *_SCIPY_2023),
    ),
    Bug(
        name="yolov5_9498",
        package="yolov5",
        thread="github.com/ultralytics/yolov5/issues/9498",
        symptom="boxes are in the pixels of the file, the picture logged is the resized one",
        faulty="6.2.2",
        fixed="6.2.3",
        says="assert 64 >= 120",
        needs=("torchvision==0.28.0", *_PACKAGE_RESOURCES),
        plugins=(_OLDER, "tests.wild.support.yolov5"),
    ),
    Bug(
        name="ludwig_steps",
        package="ludwig",
        thread="",
        symptom="metrics have no step",
        faulty="0.11.0",
        says="[None, None] == [10, 20]",
    ),
)
