"""Which request each method of the API is, measured on the real SDK; of several it is the first.

Methods that are not listed ask nothing, or ask by means of those that are.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_SYSTEM_DETAILS: Final = "POST /clientlib/rest/v2/write/experiment/system-details"
_OUTPUT: Final = "POST /clientlib/rest/v2/write/experiment/output"
_ITEM: Final = "registry GET registry-model/item/details"

API: Final = MappingProxyType(
    {
        "read GET account-details": "get_account_details get_default_workspace",
        "read GET workspaces": "get_workspaces",
        "read GET projects": "get_projects",
        "read GET project": "get_project_notes set_project_notes get_views",
        "read GET project/get-project-share-links": "get_project_share_keys",
        "read GET project/column-names": "get_query_variables query search",
        "read GET experiments": "get_experiments gen_experiments get_archived_experiments",
        "read POST experiments/multi-metric-chart": "get_metrics_for_chart",
        "read GET experiment/asset/get-asset": "download_experiment_asset",
        "project POST write/project/create": "create_project",
        "project POST write/project/update": "update_project update_project_by_id",
        "project POST write/project/delete": "delete_project",
        "project POST write/project/update-owner": "set_project_owner",
        "project GET write/project/add-share-link": "create_project_share_key",
        "project GET write/project/delete-project-share-link": "delete_project_share_key",
        "project POST write/experiment/move": "move_experiments",
        "project GET write/experiment/archive": "archive_experiment",
        "project GET write/experiment/restore": "restore_experiment",
        "project GET write/experiment/delete": "delete_experiment",
        "project GET write/experiment/stop": "stop_experiment",
        "registry GET registry-model/allowed_status_values": "model_registry_allowed_status_values",
        "registry GET registry-model": "get_registry_model_names",
        "registry GET registry-model/count": "get_registry_model_count",
        "registry GET registry-model/details": "get_registry_model_details "
        "get_registry_model_versions update_registry_model_version delete_registry_model_version "
        "add_registry_model_version_stage delete_registry_model_version_stage",
        "registry GET registry-model/latest_version": "get_latest_registry_model_version_details",
        "registry GET registry-model/item/download-instructions": (
            "get_model_registry_version_assets"
        ),
        "registry GET registry-model/item/download": "download_registry_model",
        "registry GET registry-model/notes": "get_registry_model_notes",
        "registry POST write/registry-model/notes": "update_registry_model_notes",
        "registry POST write/registry-model/update": "update_registry_model",
        "registry GET write/registry-model/delete": "delete_registry_model",
        "artifact GET artifacts/get-all": "get_artifact_list",
        "artifact GET artifacts/get": "get_artifact_details",
        "artifact GET artifacts/version/files": "get_artifact_files",
    }
)
EXPERIMENT: Final = MappingProxyType(
    {
        "read GET experiment/metadata": "get_metadata",
        "read GET experiment/tags": "get_tags",
        "read GET experiment/html": "get_html",
        "read GET experiment/graph": "get_model_graph",
        "read GET experiment/code": "get_code",
        "read GET experiment/output": "get_output",
        "read GET experiment/git/metadata": "get_git_metadata",
        "read GET experiment/git/patch": "get_git_patch",
        "read GET experiment/system-details": "get_system_details",
        "read GET experiment/log-other": "get_name get_others_summary",
        "read GET experiment/metrics/get-all": "get_metrics",
        "read GET experiment/metrics/summary": "get_metrics_summary",
        "read GET experiment/parameters": "get_parameters_summary",
        "read GET experiment/asset/list": "get_asset_list get_metric_total_df get_curves "
        "download_tensorflow_folder",
        "read GET experiment/asset/get-by-name": "get_asset_by_name get_assets_by_name",
        "read GET experiment/asset/get-asset": "get_asset get_curve",
        "read GET experiment/model": "get_model_names",
        "read GET experiment/model/asset/list": "get_model_asset_list get_model_data",
        "read GET experiment/model/download": "download_model",
        "read GET views/get-all": "get_views",
        "artifact GET get/artifacts": "get_artifact_lineage",
        "registry POST write/registry-model/item/create": "register_model",
        "upload POST write/experiment/upload-asset": (
            "log_asset log_image log_video log_curve log_table"
        ),
        "upload GET write/experiment/asset/delete": "delete_asset",
        "metric POST write/experiment/metric": "log_metric log_metrics",
        "metric POST write/experiment/cpu-metrics": "log_cpu_metrics",
        "metric POST write/experiment/gpu-metrics": "log_gpu_metrics",
        "metric POST write/experiment/load-metrics": "log_load_metrics",
        "metric POST write/experiment/ram-metrics": "log_ram_metrics",
        "parameter POST write/experiment/parameter": "log_parameter log_parameters",
        "parameter POST write/experiment/parameter/delete": "delete_parameter",
        "parameter POST write/experiments/parameters/delete": "delete_parameters",
        "other POST write/experiment/log-other": "log_other",
        "html POST write/experiment/html": "log_html",
        "tag POST write/experiment/tags": "add_tag add_tags",
        "tag POST write/experiment/tags/delete": "delete_tags",
        f"output {_OUTPUT}": "log_output",
        f"details {_SYSTEM_DETAILS}": "log_additional_system_info set_gpu_static_info "
        "set_installed_packages set_os_packages set_user set_python_version "
        "set_python_version_verbose set_pid set_os_type set_os set_os_release set_ip set_hostname "
        "set_network_interface_ips set_command set_executable set_machine set_processor",
        "details POST write/experiment/code": "set_code",
        "details POST write/experiment/git/metadata": "set_git_metadata",
        "details POST write/experiment/git/patch": "set_git_patch",
        "graph POST write/experiment/graph": "set_model_graph",
        "file-name POST write/experiment/file-path": "set_filename",
        "project POST write/experiment/set-start-end-time": "set_start_time set_end_time",
        "project GET write/experiment/archive": "archive",
        "status POST write/experiment/update-status": "set_state",
        "status GET write/experiment/set-status": "update_status",
        "symlink GET write/project/symlink": "create_symlink",
    }
)
MODEL: Final = MappingProxyType(
    {
        _ITEM: "get_details get_version_history tags status set_status "
        "get_registry_model_metadata get_registry_model_status_configuration "
        "update_registry_model_metadata update_registry_model_status_configuration",
        "registry GET registry-model/item/download-instructions": "get_assets download",
        "registry GET registry-model/items": "find_versions",
        "registry GET registry-model/details": "add_tag delete_tag",
    }
)
