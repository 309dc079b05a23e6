from fake_comet.recording import records
from tests.support.recordings import log_upload, new_recording


def test_the_environment_collects_what_is_not_compared():
    recording = new_recording()
    add = recording.recorder.add
    add(records.FileName, file_name="a.py")
    add(records.FileName, file_name="b.py")
    add(records.Dependency, name="numpy", version="2.0")
    add(records.SystemInfo, key="gpus", value=2)
    add(records.Details, type="os_packages", value=["a"])
    add(records.Details, type="os_packages", value=["b"])
    log_upload(recording, "source_code", b"print()", name="Default")
    log_upload(recording, "asset", b"", name="no.txt")
    environment = recording.environment
    assert environment.file_name == "b.py"
    assert environment.dependencies == {"numpy": "2.0"}
    assert environment.system_info == {"gpus": 2}
    assert environment.details == {"os_packages": (["a"], ["b"])}
    assert [code.name for code in environment.source_code] == ["Default"]


def test_an_empty_environment_has_no_file_name():
    assert new_recording().environment.file_name is None
