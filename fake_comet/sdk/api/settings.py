"""What ``APIExperiment`` sets: code, graph, git, machine, times and state."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from fake_comet.recording.records import Details, FileName, Graph, Symlink
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.core import APIExperimentCore, api_call
from fake_comet.sdk.experiment.models import graph_text
from fake_comet.sdk.files import is_named_file
from fake_comet.sdk.voice import say
from fake_comet.server import system
from fake_comet.server.response import done

Answer = dict[str, Any]

_GPU: Final = {"gpuIndex": int, "totalMemory": int, "powerLimit": int, "name": str, "uuid": str}
_STATES: Final = ("running", "finished", "crashed")


class SettingMethods(APIExperimentCore):
    """``set_…``, and what happens to an experiment as a whole."""

    file_path: str | None

    @api_call
    def set_code(self, code: str | None = None, filename: str | None = None) -> Answer | None:
        """Set the code, given as text or as a file."""
        if filename and code is not None:
            say("argument-ignored", messages.CODE_AND_FILE, logger="api")
        elif filename:
            if not is_named_file(filename):
                say("missing-file", messages.CODE_NOT_A_FILE, filename, logger="api")
                return None
            code = Path(filename).read_text()
        return self._set(system.CODE, code)

    @api_call
    def set_model_graph(self, graph: Any) -> Answer:
        """Set the model graph: text, a Keras or torch model, or anything else as text."""
        self._emit(Graph, graph=graph_text(graph))
        return done()

    @api_call
    def set_filename(self, filename: str) -> Answer:
        """Set the path of the script."""
        self._emit(FileName, file_name=filename)
        self.file_path = filename
        return done()

    @api_call
    def set_git_metadata(
        self, user: str, root: str, branch: str, parent: str, origin: str
    ) -> Answer:
        """Set where the code comes from."""
        value = {"user": user, "root": root, "branch": branch, "parent": parent, "origin": origin}
        return self._set(system.GIT_METADATA, value)

    @api_call
    def set_git_patch(self, file_data: Any) -> Answer | None:
        """Set the uncommitted changes, given as text or as a file."""
        if file_data is None:
            return None
        patch = Path(file_data).read_bytes() if is_named_file(file_data) else file_data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("git_diff.patch", patch)
        self._recorder.add(Details, type=system.GIT_PATCH, value=out.getvalue())
        return done()

    @api_call
    def set_gpu_static_info(self, gpu_static_info: Sequence[dict[str, Any]]) -> Answer:
        """Set the graphics cards."""
        if not isinstance(gpu_static_info, list | tuple):
            raise TypeError(messages.GPU_LIST)
        for items in gpu_static_info:
            if not isinstance(items, dict) or not all(name in items for name in _GPU):
                raise ValueError(messages.GPU_DICTS)
            for name, kind in _GPU.items():
                if not isinstance(items[name], kind):
                    article = "an" if kind is int else "a"
                    raise TypeError(f"{name} must be {article} {kind.__name__}")
        return self._set("gpu_static_info", gpu_static_info)

    @api_call
    def set_installed_packages(self, installed_packages: list[str]) -> Answer:
        """Set the Python packages."""
        return self._set("installed_packages", installed_packages)

    @api_call
    def set_os_packages(self, os_packages: list[str]) -> Answer:
        """Set the packages of the operating system."""
        return self._set("os_packages", os_packages)

    @api_call
    def set_user(self, user: str) -> Answer:
        """Set the user's name on the machine."""
        return self._set_detail(user=user)

    @api_call
    def set_python_version(self, python_version: str) -> Answer:
        """Set the version of Python."""
        return self._set_detail(pythonVersion=python_version)

    @api_call
    def set_python_version_verbose(self, python_version_verbose: str) -> Answer:
        """Set the version of Python with its build."""
        return self._set_detail(pythonVersionVerbose=python_version_verbose)

    @api_call
    def set_pid(self, pid: int) -> Answer:
        """Set the number of the process."""
        return self._set_detail(pid=pid)

    @api_call
    def set_os_type(self, os_type: str) -> Answer:
        """Set the kind of operating system."""
        return self._set_detail(osType=os_type)

    @api_call
    def set_os(self, os: str) -> Answer:
        """Set the operating system with its version."""
        return self._set_detail(os=os)

    @api_call
    def set_os_release(self, os_release: str) -> Answer:
        """Set the release of the operating system."""
        return self._set_detail(osRelease=os_release)

    @api_call
    def set_ip(self, ip: str) -> Answer:
        """Set the address of the machine."""
        return self._set_detail(ip=ip)

    @api_call
    def set_hostname(self, hostname: str) -> Answer:
        """Set the name of the machine."""
        return self._set_detail(hostname=hostname)

    @api_call
    def set_network_interface_ips(self, network_interface_ips: list[str]) -> Answer:
        """Set the addresses of all network cards."""
        return self._set_detail(networkInterfaceIps=network_interface_ips)

    @api_call
    def set_command(self, command_args_list: list[str]) -> Answer:
        """Set the command line."""
        return self._set_detail(command=command_args_list)

    @api_call
    def set_executable(self, executable: str) -> Answer:
        """Set the path of Python."""
        return self._set_detail(executable=executable)

    @api_call
    def set_machine(self, machine: str) -> Answer:
        """Set the architecture of the machine."""
        return self._set_detail(machine=machine)

    @api_call
    def set_processor(self, processor: str) -> Answer:
        """Set the processor."""
        return self._set_detail(processor=processor)

    def _set_detail(self, **values: Any) -> Answer:
        return self._set(system.DETAILS, values)

    def _set(self, kind: str, value: Any) -> Answer:
        self._emit(Details, type=kind, value=value)
        return done()

    @api_call
    def set_start_time(self, start_server_timestamp: int) -> Answer:
        """Set when it started, in milliseconds."""
        self._recorder.header.start_time = start_server_timestamp / 1000
        self._refresh()
        return done()

    @api_call
    def set_end_time(self, end_server_timestamp: int) -> Answer:
        """Set when it ended, in milliseconds."""
        self._recorder.header.end_time = end_server_timestamp / 1000
        self._refresh()
        return done()

    @api_call
    def set_state(self, state: str) -> None:
        """Set whether it is ``running``, ``finished`` or ``crashed``."""
        if state not in _STATES:
            raise ValueError(messages.STATE_UNSUPPORTED, state)
        self._fate.running, self._fate.crashed = state == "running", state == "crashed"

    @api_call
    def update_status(self) -> Answer:
        """Say that it is alive; the answer is how often that should be said."""
        return {
            "isAliveBeatDurationMillis": 10000,
            "gpuMonitorIntervalMillis": 60000,
            "cpuMonitorIntervalMillis": 68000,
        }

    @api_call
    def archive(self) -> Answer:
        """Put it into the archive."""
        self._fate.archived = self.archived = True
        return done()

    @api_call
    def create_symlink(self, project_name: str) -> str:
        """Make it visible in another project of its workspace; the answer is its address there."""
        self._emit(Symlink, project_name=project_name)
        return f"{self._api.server_url}/{self.workspace}/{project_name}/{self.id}"
