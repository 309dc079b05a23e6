import pytest

from fake_comet.offline.payload import Payload, WrongPayload
from fake_comet.offline.wrapped import unwrapped


@pytest.mark.parametrize(
    ("fields", "kind", "said"),
    [
        ({"log_other": {"key": "k", "val": None}}, "log_other", {"key": "k", "value": None}),
        ({"log_dependency": {"name": "n", "version": "1"}}, "log_dependency", {"name": "n"}),
        ({"log_system_info": {"key": "k"}}, "system_info", {"system_info": {"key": "k"}}),
        ({"installed_packages": ["a==1"]}, "installed_packages", {"installed_packages": ["a==1"]}),
        ({"os_packages": ["a"]}, "os_packages", {"os_packages": ["a"]}),
        ({"html": "<p>"}, "html", {"html": "<p>"}),
        ({"htmlOverride": "<p>"}, "htmlOverride", {"htmlOverride": "<p>"}),
        ({"stdout": "x", "stderr": True}, "standard_output", {"output": "x", "stderr": True}),
        ({"stdout": "x", "context": "c"}, "standard_output", {"stderr": None, "context": "c"}),
        ({"fileName": "t.py"}, "file_name", {"file_name": "t.py"}),
        ({"gpu_static_info": [1]}, "gpu_static_info", {"gpu_static_info": [1]}),
        ({"git_meta": {"user": "u"}}, "git_metadata", {"git_metadata": {"user": "u"}}),
        ({"graph": "g"}, "graph", {"graph": "g"}),
        ({"env_details": {"pid": 1}}, "system_details", {"pid": 1}),
        ({"metric": {"metricName": "m"}}, "metric_msg", {"metric": {"metricName": "m"}}),
        ({"params": {"paramName": "p"}}, "parameter_msg", {"params": {"paramName": "p"}}),
        ({"code": "x = 1"}, "code", {"code": "x = 1"}),
        ({"new": 1}, "ws_msg", {"new": 1}),
    ],
)  # fmt: skip
def test_each_field_that_is_set_is_a_message_of_today(fields, kind, said):
    found = unwrapped(Payload({"local_timestamp": 5, "html": None, **fields}))
    assert found[0] == kind
    assert {**found[1], **said, "local_timestamp": 5} == found[1]


@pytest.mark.parametrize(
    "fields", [{"log_other": 1}, {"log_other": {"key": 1}}, {"env_details": []}]
)
def test_a_wrong_type_within_is_refused(fields):
    with pytest.raises(WrongPayload):
        unwrapped(Payload(fields))
