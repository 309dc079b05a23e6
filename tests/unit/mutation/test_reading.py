"""Which calls are taken for Comet's: by what is imported, assigned, annotated, and by name."""

from __future__ import annotations

import pytest

from tests.support.mutants import calls_of

METRIC = "comet_ml:CometExperiment.log_metric"


@pytest.mark.parametrize(
    "code",
    [
        "import comet_ml\nx = comet_ml.start()\nx.log_metric('a', 1)",
        "import comet_ml as c\nx = c.start()\nx.log_metric('a', 1)",
        "from comet_ml import start\nx = start()\nx.log_metric('a', 1)",
        "from comet_ml import start as s\ns().log_metric('a', 1)",
        "import comet_ml\ncomet_ml.get_global_experiment().log_metric('a', 1)",
        "import comet_ml\nx = None or comet_ml.start()\nx.log_metric('a', 1)",
        "import comet_ml\nx = comet_ml.start() if a else None\nx.log_metric('a', 1)",
        "import comet_ml\nif x := comet_ml.start():\n    x.log_metric('a', 1)",
        "import comet_ml\nwith comet_ml.start() as x:\n    x.log_metric('a', 1)",
        "import comet_ml\nx: object = comet_ml.start()\nx.log_metric('a', 1)",
        "import comet_ml\nasync def f():\n    x = await comet_ml.start()\n    x.log_metric('a', 1)",
        "import importlib\nc = importlib.import_module('comet_ml')\nc.start().log_metric('a', 1)",
        "from comet_ml.experiment import BaseExperiment\nimport comet_ml\n"
        "x = comet_ml.start()\nx.log_metric('a', 1)",
        "import comet_ml\nx = comet_ml.Optimizer('c').next()\nx.log_metric('a', 1)",
    ],
)
def test_of_what_the_sdk_gives(code: str) -> None:
    assert METRIC in calls_of(code)


@pytest.mark.parametrize(
    "code",
    [
        # an attribute of the class
        """
        import comet_ml
        class Logger:
            def __init__(self):
                self.run = comet_ml.start()
            def log(self):
                self.run.log_metric('a', 1)
        """,
        # set behind the method that uses it, and in a class above
        """
        import comet_ml
        class Base:
            def log(self):
                self.run.log_metric('a', 1)
            def start(self):
                self.run = comet_ml.start()
        """,
        """
        import comet_ml
        class Base:
            def start(self):
                self.run = comet_ml.start()
        class Logger(Base):
            def log(self):
                self.run.log_metric('a', 1)
        """,
        # a property, a method, a function that give it
        """
        import comet_ml
        class Logger:
            @property
            def run(self):
                return comet_ml.start()
            def log(self):
                self.run.log_metric('a', 1)
        """,
        """
        import comet_ml
        class Logger:
            def run(self):
                return comet_ml.start()
            def log(self):
                run = self.run()
                run.log_metric('a', 1)
        """,
        """
        import comet_ml
        def run():
            return comet_ml.start()
        run().log_metric('a', 1)
        """,
        # an object of a class of the module
        """
        import comet_ml
        class Logger:
            def __init__(self):
                self.run = comet_ml.start()
        logger = Logger()
        logger.run.log_metric('a', 1)
        """,
        # the module as an attribute
        """
        import comet_ml
        class Logger:
            def __init__(self):
                self.sdk = comet_ml
            def log(self):
                self.sdk.start().log_metric('a', 1)
        """,
        # a parameter: by its annotation, or by what it is given
        """
        import comet_ml
        def log(run: "comet_ml.CometExperiment | None"):
            run.log_metric('a', 1)
        """,
        """
        from typing import Optional
        import comet_ml
        def log(*, run: Optional[comet_ml.CometExperiment] = None):
            run.log_metric('a', 1)
        """,
        """
        import comet_ml
        def log(run):
            run.log_metric('a', 1)
        log(comet_ml.start())
        """,
        """
        import comet_ml
        class Logger:
            def log(self, text, run):
                run.log_metric('a', 1)
            def go(self):
                self.log("", comet_ml.start())
        """,
        # a function by its annotation
        """
        import comet_ml
        def run() -> "comet_ml.CometExperiment": ...
        run().log_metric('a', 1)
        """,
        # a global, and a function inside of a function
        """
        import comet_ml
        def start():
            global run
            run = comet_ml.start()
        def log():
            run.log_metric('a', 1)
        """,
        """
        import comet_ml
        def outer():
            run = comet_ml.start()
            def inner():
                run.log_metric('a', 1)
        """,
    ],
)
def test_of_what_the_module_passes_on(code: str) -> None:
    assert METRIC in calls_of(code)


@pytest.mark.parametrize(
    "receiver", ["experiment", "self._experiment", "trainer.comet_experiment", "exp", "self.comet"]
)
def test_of_what_is_called_an_experiment(receiver: str) -> None:
    assert calls_of(f"{receiver}.log_metric('a', 1)") == [METRIC]


@pytest.mark.parametrize(
    "code",
    [
        "mlflow.log_metric('a', 1)",
        "experiment.assign('a', 1)",
        "import comet_ml\nnp.exp(1)",
        "import comet_ml\nraise comet_ml.exceptions.NotFound()",
        "import comet_ml\ncomet_ml.exceptions.NotFound('a')",
        "from .comet_ml import start\nstart()",
        "import comet_mlx\ncomet_mlx.start()",
        "import comet_ml\nf'{comet_ml.start()}'",
        "import comet_ml\nclass A:\n    run = 1\n    def log(self): run.log_metric('a', 1)",
        "import comet_ml\nclass A:\n    run = comet_ml\ndef log(): run.start()",
        "callbacks[0].log_metric('a', 1)",
    ],
)
def test_what_is_left_alone(code: str) -> None:
    assert calls_of(code) == []


def test_an_attribute_is_that_of_its_class_only() -> None:
    code = """
    import comet_ml
    class Comet:
        def start(self):
            self.writer = comet_ml.start()
        def log(self):
            self.writer.log_metric('a', 1)
    class Board:
        def start(self):
            self.writer = object()
        def log(self):
            self.writer.log_metric('a', 1)
    """
    assert calls_of(code) == ["comet_ml:start", METRIC]


def test_a_class_derived_from_the_sdks() -> None:
    code = """
    import comet_ml
    class Ours(comet_ml.Experiment):
        def log_loss(self, loss):
            self.log_metric('loss', loss)
        def go(self):
            self.log_loss(1)
    class Theirs(Ours):
        def go(self):
            self.end()
    """
    assert calls_of(code) == ["comet_ml:Experiment.log_metric", "comet_ml:Experiment.end"]


def test_names_of_modules_and_classes() -> None:
    code = """
    import comet_ml.integration.pytorch
    from comet_ml import annotations
    from comet_ml.integration.pytorch import watch
    comet_ml.ExperimentConfig(name="a")
    comet_ml.integration.pytorch.log_model(e, m, "a")
    annotations.Box("a")
    watch(model)
    comet_ml.active_experiment.end()
    """
    assert calls_of(code) == [
        "comet_ml:ExperimentConfig",
        "comet_ml.integration.pytorch:log_model",
        "comet_ml.annotations:Box",
        "comet_ml.integration.pytorch:watch",
        "comet_ml:CometExperiment.end",
    ]


def test_artifacts_and_the_api() -> None:
    code = """
    import comet_ml
    artifact = comet_ml.Artifact("weights")
    artifact.add("last.pt")
    study = comet_ml.API().get_experiment("w", "p", "k")
    study.add_tag("a")
    """
    assert calls_of(code) == [
        "comet_ml:Artifact",
        "comet_ml:Artifact.add",
        "comet_ml:API.get_experiment",
        "comet_ml:API",
        "comet_ml:APIExperiment.add_tag",
    ]


def test_annotations_that_are_no_python() -> None:
    assert calls_of("import comet_ml\ndef f(run: 'two words'): run.log_metric('a', 1)") == []
