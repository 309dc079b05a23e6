"""What importing costs: the stand-in, the plugin, the real SDK."""

from __future__ import annotations

import subprocess
import sys

STATEMENTS = {
    "import numpy": "import numpy",
    "the pytest plugin (over a bare interpreter with pytest)": "import fake_comet.pytest_plugin",
    "the stand-in: activate, import comet_ml, Experiment()": (
        "import fake_comet\nwith fake_comet.activate(strict=False):\n"
        "    import comet_ml\n    comet_ml.Experiment().end()"
    ),
    "the real comet_ml": "import comet_ml",
}


def import_costs() -> dict[str, str]:
    """Milliseconds of each, best of five fresh interpreters; '-' where it is not installed."""
    return {f"importing {name}": _milliseconds(statement) for name, statement in STATEMENTS.items()}


def _milliseconds(statement: str) -> str:
    indented = "\n".join("    " + line for line in statement.splitlines())
    code = (
        "import time, pytest\nstart = time.perf_counter()\ntry:\n"
        f"{indented}\n    print((time.perf_counter() - start) * 1000)\n"
        "except ImportError:\n    print('nan')"
    )
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()[-1]
        )
        for _ in range(5)
    ]
    best = min(runs)
    return "-" if best != best else f"{best:.1f} ms"
