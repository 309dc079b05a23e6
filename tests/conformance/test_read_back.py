"""DataFrames and queries are as the real SDK builds them from the server's answers."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from fake_comet.sdk import query as ours
from fake_comet.sdk.api.frames import metrics_frame

if importlib.util.find_spec("comet_ml") is None:
    pytest.skip("the real comet_ml is not installed", allow_module_level=True)

CHARTS: dict[str, Any] = {
    "k1": {
        "experimentKey": "k1",
        "experimentName": "one",
        "metrics": [
            {
                "metricName": "loss",
                "values": [1, 2.5, "3"],
                "steps": [0, 1, 5],
                "epochs": [0, 0, 1],
                "durations": [0, 10, 20],
            },
            {
                "metricName": "acc",
                "values": [5, 6],
                "steps": [1, 9],
                "epochs": [None, 1],
                "durations": [1, 2],
            },
        ],
    },
    "k0": {
        "experimentKey": "k0",
        "experimentName": None,
        "metrics": [
            {"metricName": "loss", "values": [7], "steps": [2], "epochs": [0], "durations": [5]},
            {"metricName": "acc", "values": [8], "steps": [3], "epochs": [0], "durations": [5]},
        ],
    },
}
QUERIES = (
    'Metric("loss") < 1',
    'Metric("loss") == None',
    'Metric("loss") != ""',
    'Parameter("flag") == True',
    'Metric("loss").between(1, 2)',
    '~Metric("loss").between(1, 2)',
    'Parameter("name").contains("a")',
    '~Parameter("name").startswith("a")',
    'Other("o") == "x"',
    'Tag("good")',
    '~(Metric("loss") > 1)',
)
COLUMNS = {
    "columns": [
        {"name": "loss", "source": "metrics", "type": "double"},
        {"name": "name", "source": "params", "type": "string"},
        {"name": "flag", "source": "params", "type": "string"},
        {"name": "o", "source": "log_other", "type": "string"},
        {"name": "good", "source": "tag", "type": "string"},
    ]
}
REAL = """
import json, sys, warnings
warnings.simplefilter("ignore")
from comet_ml.api_helpers import metric_dataframes as real
from comet_ml.query import *
charts, queries, columns = json.load(sys.stdin)
frames = {}
for axis in ("step", "epoch", "duration"):
    names = ["experiment_key", "experiment_name", axis, "loss", "acc"]
    plain = real.get_dataframe_from_multi_metrics(charts, axis, names)
    smooth = real.interpolate_metric_dataframe(plain, axis, ["loss", "acc"], names)
    frames[axis] = [plain.to_json(), smooth.to_json()]
rules = [[repr(eval(q)), eval(q).get_predicates(columns)] for q in queries]
print(json.dumps({"frames": frames, "rules": rules}))
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("real")
    done = subprocess.run(
        [sys.executable, "-c", REAL],
        input=json.dumps([CHARTS, QUERIES, COLUMNS]),
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
        env={**os.environ, "COMET_ERROR_TRACKING_ENABLE": "false", "HOME": str(home)},
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("axis", ["step", "epoch", "duration"])
@pytest.mark.parametrize("interpolate", [False, True], ids=["plain", "interpolated"])
def test_dataframe_is_the_real_one(real: dict[str, Any], axis: str, interpolate: bool) -> None:
    frame = metrics_frame(CHARTS, ["loss", "acc"], axis, interpolate=interpolate)
    assert frame.to_json() == real["frames"][axis][interpolate]


@pytest.mark.parametrize("number", range(len(QUERIES)), ids=QUERIES)
def test_query_is_the_real_one(real: dict[str, Any], number: int) -> None:
    made = eval(QUERIES[number], vars(ours))
    shown, predicates = real["rules"][number]
    assert repr(made) == shown
    assert made.get_predicates(COLUMNS) == predicates
