"""What no SDK would send: too large, malformed, or meant to get out of the folder."""

from __future__ import annotations

import gzip
import http.client
import socket
from collections.abc import Iterator

import pytest

from fake_comet.cli.results import key_name, saved
from fake_comet.serving import CometServer
from tests.serve.conftest import KEY, Asked, begin

LARGEST = 100_000


@pytest.fixture
def server() -> Iterator[CometServer]:
    pytest.importorskip("waitress")
    made = CometServer(largest_body=LARGEST)
    yield made
    made.close()


def kinds(server: CometServer) -> list[str]:
    return [problem.kind for problem in server.problems]


def test_a_body_that_is_announced_too_large_is_refused(server: CometServer) -> None:
    # Nothing follows: it has to be refused before the body is there.
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=20)
    announced = {"Content-Length": str(LARGEST + 1)}
    connection.request("POST", "/clientlib/logger/add/run", headers=announced)
    assert connection.getresponse().status == 413
    connection.close()
    assert kinds(server) == ["malformed-request"]
    assert "413" in server.problems[0].message


def test_a_body_in_pieces_that_grows_too_large_is_refused(server: CometServer) -> None:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"))
    pieces = (b"x" * 1000 for _ in range(200))
    try:
        connection.request("POST", "/clientlib/logger/add/run", pieces, encode_chunked=True)
        status = connection.getresponse().status
    except OSError:  # it closes the connection while more is coming
        status = 413
    connection.close()
    assert status == 413
    assert kinds(server) == ["malformed-request"]


def test_a_body_that_unpacks_too_large_is_refused(server: CometServer, ask: Asked) -> None:
    bomb = gzip.compress(b" " * (LARGEST + 1))
    status, _ = ask("/clientlib/logger/add/run", bomb, Content_Encoding="gzip")
    assert status == 400
    assert "when unpacked" in server.problems[0].message


def test_headers_that_are_too_large_are_refused(server: CometServer, ask: Asked) -> None:
    status, _ = ask("/clientlib/health/ping", X_Name="x" * 70_000)
    assert status == 431
    assert kinds(server) == ["malformed-request"]


def test_what_is_no_http_is_refused(server: CometServer) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"\x16\x03\x01 what is this\r\n\r\n")
        assert b"400" in connection.recv(4096).split(b"\r\n")[0]
    assert kinds(server) == ["malformed-request"]


@pytest.mark.parametrize(
    "key", ["../../../tmp/out", "a/b" * 12, "..", "", "k" * 51, "²" * 32, "\0" * 32, 7, ["k"], {}]
)
def test_a_key_that_is_none_is_refused(server: CometServer, ask: Asked, key: object) -> None:
    assert begin(ask, key) == 400  # type: ignore[arg-type]
    assert server.experiments == ()
    assert kinds(server) == ["malformed-request"]


def test_names_of_clients_do_not_lead_out_of_the_folder(
    server: CometServer, ask: Asked, tmp_path: object
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "in" / "saved"
    begin(ask, projectName="../../up", teamName="/tmp/up")
    other = {"experimentKey": KEY, "key": "Name", "value": "../../../up"}
    assert ask("/api/rest/v2/write/experiment/log-other", other)[0] == 200
    paths = list(saved(server.session, folder, key_name))
    assert paths == [folder / f"{KEY}.comet"]
    everything = [path for path in Path(str(tmp_path)).rglob("*") if path.is_file()]
    assert everything == paths


def test_an_unknown_address_is_a_problem(server: CometServer, ask: Asked) -> None:
    assert ask("/clientlib/../../etc/passwd")[0] == 404
    assert kinds(server) == ["unknown-request"]
    assert str(server.problems[0]).startswith("error [unknown-request] <unknown>:0")


def test_json_that_is_nested_too_deep_is_refused(server: CometServer, ask: Asked) -> None:
    assert ask("/clientlib/logger/add/run", b"[" * 90_000)[0] == 400
    assert kinds(server) == ["malformed-request"]
