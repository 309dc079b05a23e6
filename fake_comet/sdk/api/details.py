"""What ``APIExperiment`` tells of an experiment: name, code, machine, git, tags, lineage."""

from __future__ import annotations

from typing import Any

from fake_comet.recording.records import Graph
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.core import APIExperimentCore
from fake_comet.sdk.voice import say
from fake_comet.server import system
from fake_comet.server.server import server

_DIRECTIONS = ["all", "output", "input"]


class DetailMethods(APIExperimentCore):
    """Getters of everything but numbers and files."""

    def get_name(self) -> Any:
        """The name, None if it has none."""
        return self._recording.name

    def get_metadata(self) -> dict[str, Any]:
        """Key, name, place, times and state."""
        return server().metadata(self._recording)

    def get_state(self) -> str:
        """``running``, ``finished`` or ``crashed``."""
        metadata = self.get_metadata()
        if metadata["running"]:
            return "running"
        return "crashed" if metadata["hasCrashed"] else "finished"

    def get_tags(self) -> list[str]:
        """The tags, sorted."""
        return sorted(self._recording.tags)

    def get_html(self) -> str:
        """All html since the last that replaced what was there."""
        return system.html(self._recording)

    def get_model_graph(self) -> str | None:
        """The model graph that was set last."""
        graphs = [record.graph for record in self._recording.of_type(Graph)]
        return graphs[-1] if graphs else None

    def get_code(self) -> str | None:
        """The code that was set, else that of the script."""
        return system.code(self._recording)

    def get_output(self) -> str:
        """Everything that was written to standard output."""
        return system.output(self._recording)

    def get_git_metadata(self) -> dict[str, Any] | None:
        """User, root, branch, parent and origin."""
        found: dict[str, Any] | None = system.last(self._recording, system.GIT_METADATA)
        return found

    def get_git_patch(self) -> bytes | None:
        """The uncommitted changes, as a zip archive with ``git_diff.patch``."""
        found: bytes | None = system.last(self._recording, system.GIT_PATCH)
        return found

    def get_artifact_lineage(self, direction: str = "all") -> dict[str, Any]:
        """The artifact versions that it logged (``output``) and read (``input``).

        Raises:
            ValueError: an unknown direction.
        """
        if direction not in _DIRECTIONS:
            raise ValueError(messages.LINEAGE_DIRECTION % (direction, _DIRECTIONS))
        return server().artifacts.lineage(self.id, direction)

    def get_system_details(self) -> dict[str, Any]:
        """Everything that is known of the machine, unknown fields None."""
        return system.details(self._recording)

    def get_environment_details(self) -> Any:
        """The packages of the operating system (deprecated in the SDK)."""
        say("deprecated", messages.ENVIRONMENT_DEPRECATED, logger="api")
        return self.get_os_packages()

    def get_installed_packages(self) -> Any:
        """The Python packages, as ``name==version``."""
        return self._detail("installedPackages")

    def get_os_packages(self) -> Any:
        """The packages of the operating system."""
        return self._detail("osPackages")

    def get_user(self) -> Any:
        """The user's name on the machine."""
        return self._detail("user")

    def get_python_version(self) -> Any:
        """The version of Python."""
        return self._detail("pythonVersion")

    def get_python_version_verbose(self) -> Any:
        """The version of Python with its build."""
        return self._detail("pythonVersionVerbose")

    def get_pid(self) -> Any:
        """The number of the process."""
        return self._detail("pid")

    def get_os_type(self) -> Any:
        """The kind of operating system."""
        return self._detail("osType")

    def get_os(self) -> Any:
        """The operating system with its version."""
        return self._detail("os")

    def get_os_release(self) -> Any:
        """The release of the operating system."""
        return self._detail("osRelease")

    def get_ip(self) -> Any:
        """The address of the machine."""
        return self._detail("ip")

    def get_hostname(self) -> Any:
        """The name of the machine."""
        return self._detail("hostname")

    def get_gpu_static_info(self) -> Any:
        """The graphics cards."""
        return self._detail("gpuStaticInfoList")

    def get_additional_system_info(self) -> Any:
        """What was logged by ``log_system_info``, as keys and values."""
        return self._detail("logAdditionalSystemInfoList")

    def get_system_metric_names(self) -> Any:
        """The metrics that the SDK measures by itself."""
        return self._detail("systemMetricNames")

    def get_max_memory(self) -> Any:
        """The largest memory in use."""
        return self._detail("maxTotalMemory")

    def get_network_interface_ips(self) -> Any:
        """The addresses of all network cards."""
        return self._detail("networkInterfaceIps")

    def get_command(self) -> Any:
        """The command line."""
        return self._detail("command")

    def get_executable(self) -> Any:
        """The path of Python."""
        return self._detail("executable")

    def get_total_memory(self) -> Any:
        """The memory of the machine."""
        return self._detail("totalRam")

    def get_machine(self) -> Any:
        """The architecture of the machine."""
        return self._detail("machine")

    def get_processor(self) -> Any:
        """The processor."""
        return self._detail("processor")

    def _detail(self, name: str) -> Any:
        return self.get_system_details()[name]
