"""Every scenario of ``start()`` and the constructors: the fake shows what the real SDK showed."""

from __future__ import annotations

import ast
import contextlib
import logging
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.session import Session

MATRIX = Path(__file__).parents[1] / "data/behaviours/start_matrix.txt"
API_KEY = "x" * 25
KEY = "a" * 32
QUIET = {
    "log_code": False,
    "log_graph": False,
    "parse_args": False,
    "log_git_metadata": False,
    "log_git_patch": False,
    "log_env_details": False,
    "auto_output_logging": False,
}

# What each scenario runs; `show(e)` prints the object as the recorded scenarios do.
SCENARIOS = {
    "start() no key env, api_key+project": """
e = begin(project_name="p"); show(e)
say("running is e", comet_ml.get_running_experiment() is e)
say("global is e", comet_ml.get_global_experiment() is e)
e.end()
say("after end running is e", comet_ml.get_running_experiment() is e); say("ended", e.ended)""",
    "before start getters": """
say("running", comet_ml.get_running_experiment())
say("global", comet_ml.get_global_experiment())""",
    "no api key at all": "comet_ml.start(experiment_config=quiet())",
    "no api key, Experiment()": "comet_ml.Experiment()",
    "empty api key": "comet_ml.start(api_key='', experiment_config=quiet())",
    "short api key": "show(begin(api_key='x', project_name='p'))",
    "api key with star": "begin(api_key='a*b*c')",
    "env COMET_API_KEY/PROJECT/WORKSPACE": "show(comet_ml.start(experiment_config=quiet()))",
    "args beat env": "show(begin(project_name='argp', workspace='argw'))",
    "project= and project_name= both": "show(begin(project='old', project_name='new'))",
    "2nd start same": "same(begin(project_name='p'), begin(project_name='p'))",
    "2nd start() bare": "same(begin(project_name='p'), comet_ml.start())",
    "2nd start other project": """
e = begin(project_name="p"); e2 = begin(project_name="q"); same(e, e2)
say("first alive/ended", (e.alive, e.ended))
say("running is e2", comet_ml.get_running_experiment() is e2)""",
    "2nd start other api key": """
same(begin(project_name="p"), begin(api_key="y" * 25, project_name="p"))""",
    "2nd start mode=create": """
e = begin(project_name="p"); same(e, begin(project_name="p", mode="create"))
say("first ended", e.ended)""",
    "2nd start mode=get no key while running": """
same(begin(project_name='p'), begin(project_name='p', mode='get'))""",
    "2nd start after end": "e = begin(project_name='p'); e.end(); same(e, begin(project_name='p'))",
    "2nd start online=False while online running": """
e = begin(project_name="p"); e2 = begin(project_name="p", online=False, offline_directory="off")
same(e, e2); show(e2, "e2"); say("first ended", e.ended); e2.end()""",
    "2nd start with different ExperimentConfig(name/tags)": """
e = begin(project_name="p", name="n1", tags=["a"])
same(e, begin(project_name="p", name="n2", tags=["b"])); say("name,tags", (e.name, e.tags))""",
    "Experiment() then start()": """
e = comet_ml.Experiment(API_KEY, project_name="p"); same(e, begin(project_name="p")); e.end()""",
    "two Experiment()": """
e = comet_ml.Experiment(API_KEY, project_name="p"); e.log_metric("m", 1)
e2 = comet_ml.Experiment(API_KEY, project_name="p"); say("first alive,ended", (e.alive, e.ended))
say("running is e2", comet_ml.get_running_experiment() is e2)
say("metrics", list(session.experiments[0].metrics)); e2.end()""",
    "key new, get_or_create": "show(begin(project_name='p', experiment_key=KEY))",
    "key existing, get_or_create": "seed(); show(begin(project_name='p', experiment_key=KEY))",
    "key existing, get": "seed(); show(begin(experiment_key=KEY, mode='get'))",
    "key missing, get": "begin(experiment_key=KEY, mode='get')",
    "key existing, create": "seed(); begin(experiment_key=KEY, mode='create')",
    "key missing, create": "show(begin(experiment_key=KEY, mode='create'))",
    "get no key": "begin(mode='get')",
    "bad mode": "begin(mode='nope')",
    "bad key": "begin(experiment_key='short')",
    "Experiment bad key": "comet_ml.Experiment(API_KEY, experiment_key='short')",
    "env COMET_EXPERIMENT_KEY": "show(begin(project_name='p'))",
    "env COMET_START_ONLINE=0": """
e = begin(project_name='p', offline_directory='off'); show(e); e.end()""",
    "env COMET_START_ONLINE=0 but online=True": "show(begin(project_name='p', online=True))",
    "env COMET_START_MODE=create + existing key": "seed(); begin()",
    "env COMET_START_MODE=nope": "begin()",
    "env COMET_START_EXPERIMENT_NAME/TAGS": "show(begin(project_name='p'))",
    "env COMET_EXPERIMENT_NAME (needs log_env_details)": """
e = begin(project_name="p"); show(e); e.end(); show(comet_ml.Experiment(API_KEY))""",
    "env COMET_OFFLINE_DIRECTORY": "begin().end()",
    "offline default dir": "begin().end()",
    "env COMET_OFFLINE=1": "show(begin(project_name='p'))",
    "env COMET_MODE=disabled": "show(begin(project_name='p'))",
    "env COMET_AUTO_LOG_DISABLE=1": """
e = comet_ml.start(project_name="p", experiment_config=quiet()); show(e)
e.log_metric("m", 1); say("metric", e.get_metric("m"))""",
    "env COMET_AUTO_LOG_DISABLE=1 Experiment()": "show(comet_ml.Experiment(project_name='p'))",
    "ExperimentConfig(disabled=True)": """
e = begin(project_name="p", disabled=True); show(e)
same(e, begin(project_name="p", disabled=True))""",
    "env COMET_DISABLE_AUTO_LOGGING=1": """
e = comet_ml.Experiment(API_KEY, project_name="p"); show(e)
flags = ("log_graph", "auto_param_logging", "auto_metric_logging", "parse_args")
say("auto flags", tuple(getattr(e, flag) for flag in flags)); e.end()""",
    "default auto logging (reference)": """
show(comet_ml.Experiment(API_KEY, project_name='p'))""",
    "env all COMET_AUTO_LOG_* off": """
print("hello"); e = comet_ml.Experiment(API_KEY, project_name="p"); show(e)
flags = ("log_graph", "auto_param_logging", "auto_metric_logging", "auto_output_logging")
say("flags", (*(getattr(e, flag) for flag in flags), e.auto_log_co2))""",
    "env COMET_AUTO_LOG_CODE=0 vs arg True": """
say("log_code", comet_ml.Experiment(API_KEY, log_code=True)._log_code)""",
    "env COMET_LOG_OTHER_FOO=bar": """
comet_ml.Experiment(API_KEY).end(); say("others", list(session.experiment.others.items()))""",
    "offline with key & mode get": """
e = begin(experiment_key=KEY, online=False, mode="get", offline_directory="off")
show(e); e.end()""",
    "offline get no key": "begin(online=False, mode='get', offline_directory='off')",
    "offline key get_or_create": """
begin(experiment_key=KEY, online=False, offline_directory='off').end()""",
    "offline 2nd start same dir": """
e = begin(online=False, offline_directory="off")
e2 = begin(online=False, offline_directory="off"); same(e, e2)
e3 = begin(online=False, offline_directory="off2"); say("same3", e is e3); e3.end()""",
    "source=": """
begin(project_name="p", source="mytool").end()
say("others", list(session.experiment.others.items()))""",
    "ExistingExperiment defaults": """
seed(); e = comet_ml.ExistingExperiment(API_KEY, previous_experiment=KEY); show(e)
e.log_metric("m", 1); say("get", e.get_tags()); e.end()""",
    "ExistingExperiment missing": """
show(comet_ml.ExistingExperiment(API_KEY, previous_experiment=KEY))""",
    "ExistingExperiment bad key": "comet_ml.ExistingExperiment(API_KEY, previous_experiment='x')",
    "Experiment existing key": "seed(); show(comet_ml.Experiment(API_KEY, experiment_key=KEY))",
    "Experiment unknown kwarg": "show(comet_ml.Experiment(API_KEY, nonsense=1))",
    "start unknown kwarg": "comet_ml.start(nonsense=1)",
    "ExperimentConfig unknown kwarg": "comet_ml.ExperimentConfig(nonsense=1)",
    "OfflineExperiment unknown kwarg": """
e = comet_ml.OfflineExperiment(offline_directory='off', nonsense=1); show(e); e.end()""",
    "login()": """
comet_ml.login(api_key=API_KEY); say("cfg", repr((session.folder / ".comet.config").read_text()))
e = comet_ml.start(project_name="p", experiment_config=quiet()); show(e)
say("key", repr(comet_ml.get_config("comet.api_key")))""",
    "login() no key non interactive": 'say("done", comet_ml.login())',
    "module end()/flush()": """
say("end none", comet_ml.end()); say("flush none", comet_ml.flush())
e = begin(); e.log_metric("m", 1); say("flush", comet_ml.flush()); comet_ml.end()
say("ended", e.ended)""",
    "error_mode": """
begin()
with comet_ml.error_mode():
    pass""",
}
# What only a server can say: whether it knows a key or a workspace.
NOT_RUN = {"invalid api key from backend", "bad workspace from backend"}
if sys.version_info < (3, 11):
    NOT_RUN.add("error_mode")  # ends in an error of Python itself, which had other words
# Requests, archives, import hooks, and what the real SDK's threads send of the environment.
NOT_SHOWN = ("reqs ", "zip ", "sent ", "finder ")
NOT_LOGGED = re.compile(
    r"Failed to log ip|Not all initial data|Still saving|\d+ offline data items|Uploading|"
    " +(environment details|installed packages|os packages) +:"
)
FOLDER = re.compile(r"(/home/user/work|<folder>)[\w./-]*")


@dataclass
class Shown:
    """What a scenario printed and logged."""

    lines: list[str] = field(default_factory=list)
    logs: list[tuple[str, str]] = field(default_factory=list)


def _scenarios() -> dict[str, tuple[dict[str, str], Shown]]:
    found = {}
    for block in re.split(r"^### ", MATRIX.read_text(), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        title, _, environment = head.rpartition(" {")
        found[title] = (ast.literal_eval("{" + environment), _recorded(body))
    return found


def _recorded(body: str) -> Shown:
    shown = Shown()
    printed, *logs = re.split(r"^    LOG ", body, flags=re.MULTILINE)
    shown.lines = [_clean(line.strip()) for line in printed.splitlines()]
    shown.lines = [line for line in shown.lines if line and not line.startswith(NOT_SHOWN)]
    for log in logs:
        level, _, message = log.partition(": ")
        shown.logs.append((level, _clean(message.rstrip("\n"))))
    return shown


def _clean(text: str) -> str:
    text = re.sub(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])", "<id>", FOLDER.sub("<folder>", text))
    return re.sub(r"-[A-Za-z]{6}\.zip", "-<s>.zip", text).replace(", 'process duration'", "")


class Listener(logging.Handler):
    """Keeps what the SDK logs."""

    def __init__(self, shown: Shown, folders: Callable[[], list[str]]) -> None:
        super().__init__(logging.INFO)
        self._shown, self._folders = shown, folders

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record in the words of the recorded scenarios."""
        message = record.getMessage()
        for folder in self._folders():
            message = message.replace(folder, "<folder>")
        self._shown.logs.append((record.levelname, _clean(message)))


def _names(session: Session, shown: Shown) -> dict[str, Any]:
    import comet_ml

    def say(*words: Any) -> None:
        shown.lines.append(_clean(" ".join(str(word) for word in words)))

    def show(e: Any, name: str = "e") -> None:
        flags = (e.alive, e.disabled, e.id == KEY)
        described = (*flags, e.project_name, e.workspace, e.name, sorted(e.tags))
        say(name, (type(e).__name__, *described, e._log_code, e.log_env_details))

    def quiet(**options: Any) -> Any:
        return comet_ml.ExperimentConfig(**{**QUIET, **options})

    def begin(**options: Any) -> Any:
        ours = ("offline_directory", "name", "tags", "disabled")
        config = quiet(**{name: options.pop(name) for name in ours if name in options})
        key = API_KEY if options.get("online") is not False else None
        return comet_ml.start(**{"api_key": key, "experiment_config": config, **options})

    return {
        **{"say": say, "show": show, "quiet": quiet, "begin": begin, "print": say},
        **{"comet_ml": comet_ml, "session": session, "API_KEY": API_KEY, "KEY": KEY},
        "same": lambda first, second: say("same", first is second),
        "seed": lambda: session.seed(KEY),
    }


def _ran(code: str, environment: dict[str, str], engine: str = "memory") -> Shown:
    with fake_comet.activate(engine=engine, strict=False, api_key=None) as session:
        os.environ.update(environment)  # the session puts Comet's variables back
        try:
            return _shown_by(code, session)
        finally:
            with contextlib.suppress(AttributeError):
                session.engine_state.running.end()


def _shown_by(code: str, session: Session) -> Shown:
    shown = Shown()
    logger = logging.getLogger("comet_ml")
    listener = Listener(shown, lambda: [os.getcwd(), str(session.folder)])
    logger.addHandler(listener)
    try:
        exec(code, _names(session, shown))
    except Exception as error:
        bases = [base.__name__ for base in type(error).__mro__[1:-2]]
        shown.lines.append(_clean(f"EXC {type(error).__name__}({bases}): {error}".strip()))
    finally:
        logger.removeHandler(listener)
    return shown


def _serious(shown: Shown) -> list[tuple[str, str]]:
    # The recorded ones leave out the errors that repeat all arguments.
    return [
        (level, message)
        for level, message in shown.logs
        if level != "INFO" and not NOT_LOGGED.match(message) and "Start arguments" not in message
    ]


RECORDED = _scenarios()


@pytest.mark.parametrize("title", [title for title in RECORDED if title not in NOT_RUN])
def test_scenario_shows_what_the_real_sdk_showed(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment, recorded = RECORDED[title]
    shown = _ran(SCENARIOS[title], environment)
    assert shown.lines == recorded.lines
    ours, theirs = _serious(shown), _serious(recorded)
    assert len(ours) == len(theirs)
    pairs = zip(ours, theirs, strict=True)
    assert [(level, text[: len(cut)]) for (level, text), (_, cut) in pairs] == theirs
    infos = [text for level, text in shown.logs if level == "INFO"]
    for level, text in recorded.logs:
        if level == "INFO" and not NOT_LOGGED.match(text):
            assert any(info.startswith(text) for info in infos), text


def test_every_recorded_scenario_is_run_or_named() -> None:
    assert set(RECORDED) == set(SCENARIOS) | NOT_RUN
