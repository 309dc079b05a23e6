import datetime
import json

import numpy as np
import pytest

from fake_comet.offline.validity import nearest
from tests.support.archives import metric

HUGE = 10**5000


def payload_of(**fields):
    return metric(**{"context": None, **fields})["payload"]


def metric_field(field, payload):
    return payload["metric"][field] if field in payload["metric"] else payload[field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 10**400),
        ("value", "x"),
        ("value", np.float64(0.5)),
        ("step", None),
        ("step", -1.5),
        ("name", "a\n"),
        ("context", "c"),
    ],
)
def test_a_valid_message_is_itself(field, value):
    payload = payload_of(**{field: value})
    assert nearest("metric_msg", payload) is payload


@pytest.mark.parametrize(
    ("field", "value", "word", "valid"),
    [
        ("name", "a\nb\n", "metricName", "a b "),
        ("name", 3, "metricName", "3"),
        ("value", True, "metricValue", "True"),
        ("value", np.float32(2), "metricValue", 2.0),
        ("value", [1], "metricValue", "[1]"),
        ("step", True, "step", 1),
        ("step", float("inf"), "step", None),
        ("step", "5", "step", None),
        ("context", 5, "context", "5"),
    ],
)
def test_what_is_not_valid_comes_near(field, value, word, valid):
    found = nearest("metric_msg", payload_of(**{field: value}))
    assert repr(metric_field(word, found)) == repr(valid)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("metric_msg", payload_of(value=None)),
        ("metric_msg", payload_of(value=HUGE)),
        ("metric_msg", {"metric": {}}),
        ("log_other", {"key": "k", "value": HUGE}),
        ("file_name", {"file_name": None}),
        ("system_info", {"system_info": {"key": "k", "value": None}}),
        ("installed_packages", {"installed_packages": [1]}),
        ("git_metadata", {"git_metadata": {"user": "u"}}),
        ("standard_output", {"output": "x"}),
        ("standard_output", {"output": "x", "stderr": True, "local_timestamp": 1, "more": 1}),
        ("system_details", {"pid": 1}),
        ("notification", {"title": "t"}),
    ],
)
def test_some_things_no_message_says(kind, payload):
    assert nearest(kind, payload) is None


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ([1, "x", None, True], [1, "x", None, True]),
        ([[1], {"a": 2}], ["[1]", '{"a": 2}']),
        ((float("nan"),), ["nan"]),
    ],
)
def test_lists_of_parameters_hold_plain_values(value, valid):
    said = {"paramName": "p", "paramValue": value, "step": None, "source": "manual"}
    found = nearest("parameter_msg", {"context": None, "params": said})
    assert list(found["params"]["paramValue"]) == valid


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({1: "a", "b": [2]}, {"1": "a", "b": [2]}),
        ({"at": datetime.date(2026, 1, 2)}, {"at": "2026-01-02"}),
        (b"x", "b'x'"),
        (np.int64(3), 3),
    ],
)
def test_other_values_become_json(value, valid):
    found = nearest("log_other", {"key": "k", "value": value})
    assert json.loads(json.dumps(found["value"])) == valid


def test_a_registered_model_gets_what_the_schema_demands():
    fields = dict.fromkeys(
        ["public", "version", "workspace", "comment", "description", "status", "tags", "stages"]
    )
    more = {"metadata": None, "status_configuration": None, "registry_name": "r"}
    found = nearest("register_model", {**fields, **more, "model_name": "m"})
    wanted = {"public": False, "version": "1.0.0", "workspace": "", "tags": [], "stages": None}
    assert {word: found[word] for word in wanted} == wanted


def test_fields_of_uploads_are_plain():
    given = {"fileName": 5, "overwrite": "x", "step": 1, "context": None, "more": [1]}
    fields = {"additional_params": given, "metadata": None, "upload_type": "asset"}
    found = nearest("file_upload", {**fields, "file_path": "tmp1"})
    assert found["additional_params"] == {
        "fileName": "5",
        "overwrite": True,
        "step": 1,
        "context": None,
        "more": "[1]",
    }


def test_the_machine_may_have_unknown_sides():
    system = ("os", "os_release", "os_type", "machine", "processor", "hostname", "ip", "user")
    python = ("python_exe", "python_version", "python_version_verbose")
    fields = dict.fromkeys((*system, *python))
    found = nearest("system_details", {**fields, "command": [], "env": None, "pid": 1})
    assert {found[word] for word in fields} == {""}
    assert found["env"] is None
