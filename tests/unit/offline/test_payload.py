import pytest

from fake_comet.offline.payload import Payload, WrongPayload

FIELDS = {
    "text": "x",
    "number": 3,
    "time": 1500,
    "none": None,
    "list": [1],
    "object": {"a": 1, "b": None},
    "texts": ["x"],
}


@pytest.fixture
def payload():
    return Payload(FIELDS)


@pytest.mark.parametrize(
    ("method", "field", "found"),
    [
        ("any", "list", [1]),
        ("scalar", "number", 3),
        ("scalar", "absent", None),
        ("text", "text", "x"),
        ("text_or_none", "none", None),
        ("seconds", "time", 1.5),
        ("seconds", "absent", None),
        ("mapping", "object", {"a": 1, "b": None}),
        ("mapping", "absent", {}),
        ("texts", "texts", ["x"]),
        ("texts", "none", []),
        ("objects", "absent", []),
    ],
)
def test_fields_come_in_their_type(payload, method, field, found):
    assert getattr(payload, method)(field) == found


@pytest.mark.parametrize(
    ("method", "field", "reason"),
    [
        ("any", "absent", "absent is missing"),
        ("scalar", "list", "list is a list, not text or a number"),
        ("text", "number", "number is a number, not text"),
        ("text", "none", "none is null, not text"),
        ("text_or_none", "object", "object is an object, not text"),
        ("seconds", "text", "text is not a time in milliseconds"),
        ("object", "text", "object is text, not an object"),
        ("mapping", "list", "list is a list, not an object"),
        ("texts", "text", "text is text, not a list"),
        ("texts", "list", "list is a number, not text"),
        ("objects", "list", "an item of list is a number, not an object"),
    ],
)
def test_a_wrong_type_is_told(payload, method, field, reason):
    with pytest.raises(WrongPayload) as caught:
        getattr(payload, method)(field)
    assert str(caught.value) == reason.replace("object is text", "text is text")


def test_what_is_given_is_set_and_a_scalar_where_it_has_to_be():
    payload = Payload({"fields": {"a": 1, "b": [2], "c": None}})
    assert payload.given("fields", scalars=["a", "c"]) == {"a": 1, "b": [2]}
    with pytest.raises(WrongPayload, match=r"fields.b is a list"):
        payload.given("fields", scalars=["b"])


@pytest.mark.parametrize("time", [10**400, float("nan"), float("inf"), -(10**16), []])
def test_an_impossible_time_is_refused(time):
    with pytest.raises(WrongPayload, match="is not a time in milliseconds"):
        Payload({"time": time}).seconds("time")


def test_only_an_object_is_a_payload():
    with pytest.raises(WrongPayload, match="payload is null, not an object"):
        Payload(None)
