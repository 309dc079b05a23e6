"""The address table finds handlers, literal paths before those with names in them."""

from __future__ import annotations

import pytest

from fake_comet.backend.routes import ROUTES, find, near
from fake_comet.faults import ENDPOINTS


def test_every_route_can_be_made_to_fail_and_every_name_has_a_route() -> None:
    assert {route.endpoint for route in ROUTES} == set(ENDPOINTS)


def test_no_address_is_there_twice() -> None:
    addresses = [str(route) for route in ROUTES]
    assert len(addresses) == len(set(addresses))


def test_names_in_a_path_are_found() -> None:
    found = find("PUT", "/clientlib/asset/a1/thumbnail")
    assert found is not None
    assert (found[0].endpoint, found[1]) == ("upload", {"asset_id": "a1"})


def test_literal_path_wins() -> None:
    found = find("GET", "/api/rest/v2/registry-model/item/details")
    assert found is not None
    assert found[1] == {}


@pytest.mark.parametrize("path", ["/clientlib/asset/", "/clientlib/asset"])
def test_slash_at_the_end_does_not_matter(path: str) -> None:
    assert find("POST", path) is not None


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/clientlib/asset"), ("POST", "/clientlib/asset/a/b"), ("GET", "/")],
)
def test_other_methods_and_paths_find_nothing(method: str, path: str) -> None:
    assert find(method, path) is None


def test_nearest_routes_begin_with_the_same_path() -> None:
    assert str(near("GET", "/clientlib/logger/add/run")[0]) == "POST /clientlib/logger/add/run"
    shown = [str(route) for route in near("POST", "/api/rest/v2/write/experiment/log-othr")]
    assert shown[0] == "POST /api/rest/v2/write/experiment/log-other"
