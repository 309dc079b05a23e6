from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

import fake_comet
from fake_comet.cli import main

KEY = "k" * 32
pytest.importorskip("waitress")


def served(folder: Path, number: signal.Signals, *options: str) -> tuple[int, str, str]:
    """Serve, let one experiment begin, interrupt; gives exit code, output and errors."""
    command = [sys.executable, "-m", "fake_comet", "serve", "--save", str(folder), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline().decode()
        (url,) = re.findall(r"http://\S+", first)
        body = json.dumps({"apiKey": "x", "experimentKey": KEY, "projectName": "p"}).encode()
        sent = {"Content-Type": "application/json"}
        address = f"{url}/clientlib/logger/add/run"
        urllib.request.urlopen(urllib.request.Request(address, data=body, headers=sent)).read()
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
    return process.returncode, first + output.decode(), errors.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_sums_up_and_saves(tmp_path: Path, number: signal.Signals) -> None:
    code, output, errors = served(tmp_path / "saved", number)
    assert code == 0
    assert re.search(r"export COMET_URL_OVERRIDE=http://127\.0\.0\.1:\d+/clientlib/\n", output)
    assert "comet: 1 experiment, 0 metrics" in errors
    assert "warning [experiment-not-ended]" in errors
    assert f"saved {tmp_path}/saved/{KEY}.comet" in errors
    recording = fake_comet.load(tmp_path / "saved" / f"{KEY}.comet")
    assert (recording.project_name, recording.ended) == ("p", False)


def test_strict_it_exits_with_1_on_problems(tmp_path: Path) -> None:
    assert served(tmp_path, signal.SIGTERM, "--strict")[0] == 1


@pytest.mark.parametrize("port", ["-1", "65536", "x", "²"])
def test_what_is_no_port_is_misuse(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", f"--port={port}"]) == 2
    assert f"'{port}' is not a port" in capsys.readouterr().err


def test_a_port_that_is_taken_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    from fake_comet.serving import serve

    with serve() as server:
        port = server.url.rpartition(":")[2]
        assert main(["serve", "--port", port]) == 2
    assert "in use" in capsys.readouterr().err
