"""The address table: which handler answers a method and path, and under which name it can fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from fake_comet.backend import (
    artifacts,
    assets,
    handshake,
    metadata,
    metrics,
    optimizer,
    points_3d,
    projects,
    queries,
    reads,
    registry,
    rpc,
    s3,
)
from fake_comet.errors import nearest

Handler = Callable[..., Any]

# Where the SDK's addresses begin: its own protocol, the REST API, and parts of that in the former.
_OWN: Final = "/clientlib"
_API: Final = "/api/rest/v2"
_BOTH: Final = "/clientlib/rest/v2"
_OPTIMIZER: Final = "/optimizer"


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table.

    Attributes:
        endpoint: the name under which it can be made to fail.
        path: may hold names in braces, which the handler gets.
    """

    endpoint: str
    method: str
    path: str
    handler: Handler
    pattern: re.Pattern[str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


_TABLE: Final[Mapping[str, Mapping[str, Handler]]] = {
    "version": {
        f"GET {_OWN}/isAlive/ver": handshake.version,
    },
    "handshake": {
        f"POST {_OWN}/logger/add/run": handshake.add_run,
        f"POST {_OWN}/logger/get/run": handshake.get_run,
        f"POST {_OWN}/logger/copy-steps-from-experiment": handshake.copy_run,
    },
    "status": {
        f"POST {_OWN}/status-report/update": handshake.status,
        f"POST {_OWN}/status-report/offline-metadata": handshake.offline_times,
        f"POST {_API}/write/experiment/update-status": handshake.update_status,
        f"GET {_API}/write/experiment/set-status": projects.heartbeat,
        f"POST {_OWN}/notify/event": handshake.event,
        f"POST {_OWN}/log/add": handshake.event,
    },
    "ping": {
        f"GET {_OWN}/health/ping": handshake.alive,
        f"GET {_OWN}/isAlive/ping": handshake.alive,
    },
    "metric": {
        f"POST {_OWN}/batch/logger/experiment/metric": metrics.metric_batch,
        f"POST {_API}/write/experiment/metric": metrics.metric,
        **{
            f"POST {_API}/write/experiment/{kind}-metrics": partial(metrics.measured, kind=kind)
            for kind in ("cpu", "gpu", "load", "ram")
        },
    },
    "parameter": {
        f"POST {_OWN}/batch/logger/experiment/parameter": metrics.parameter_batch,
        f"POST {_API}/write/experiment/parameter": metrics.parameter,
        f"POST {_API}/write/experiment/parameter/delete": metrics.delete_parameters,
        f"POST {_API}/write/experiments/parameters/delete": metrics.delete_parameters,
    },
    "other": {
        f"POST {_API}/write/experiment/log-other": metadata.other,
    },
    "tag": {
        f"POST {_OWN}/tags/add-tags-to-experiment": metadata.add_tags,
        f"POST {_API}/write/experiment/tags": metadata.add_tags,
        f"POST {_API}/write/experiment/tags/delete": metadata.delete_tags,
    },
    "html": {
        f"POST {_API}/write/experiment/html": metadata.html,
    },
    "graph": {
        f"POST {_API}/write/experiment/graph": metadata.graph,
    },
    "file-name": {
        f"POST {_API}/write/experiment/file-path": metadata.file_path,
    },
    "dependency": {
        f"PUT {_API}/write/experiment/dependencies": metadata.dependencies,
    },
    "output": {
        f"POST {_BOTH}/write/experiment/output": metadata.output,
    },
    "details": {
        f"POST {_BOTH}/write/experiment/system-details": metadata.system_details,
        f"POST {_API}/write/experiment/git/metadata": metadata.git_metadata,
        f"POST {_API}/write/experiment/git/patch": metadata.git_patch,
        f"POST {_API}/write/experiment/cloud-details": metadata.cloud_details,
        f"POST {_API}/write/experiment/code": metadata.code,
    },
    "limits": {
        f"POST {_OWN}/asset/3d-limits": points_3d.limits,
    },
    "upload": {
        f"POST {_OWN}/asset/upload": assets.upload,
        f"POST {_OWN}/visualizations/upload": assets.visualization,
        f"POST {_OWN}/git-patch/upload": assets.git_patch,
        f"POST {_API}/write/experiment/upload-asset": assets.upload_by_api,
        f"POST {_OWN}/asset": points_3d.create,
        f"PUT {_OWN}/asset/{{asset_id}}/thumbnail": points_3d.thumbnail,
        f"POST {_OWN}/asset/asset-item": points_3d.item,
        f"POST {_OWN}/asset/upload-start": s3.start_asset,
        f"POST {_OWN}/asset/upload-complete": s3.complete,
        f"POST {_OWN}/visualizations/upload-start": s3.start_visualization,
        f"POST {_OWN}/visualizations/upload-complete": s3.complete,
        f"PUT {s3.STORE}/{{request_id}}/{{number}}": s3.part,
        f"GET {_API}/write/experiment/asset/delete": assets.delete_asset,
    },
    "remote-model": {
        f"POST {_OWN}/asset/log-remote-model": assets.remote_model,
    },
    "artifact": {
        f"POST {_API}/write/artifacts/upsert": artifacts.upsert,
        f"POST {_API}/write/artifacts/state": artifacts.state,
        f"POST {_API}/write/artifacts/details": artifacts.update,
        f"POST {_API}/write/artifacts/version/labels": artifacts.label,
        f"POST {_BOTH}/write/artifact/assets/remote/batch": artifacts.remote_batch,
        f"GET {_API}/artifacts/version": artifacts.version_details,
        f"GET {_API}/artifacts/version/files": artifacts.files,
        f"GET {_API}/artifacts/get": artifacts.details,
        f"GET {_API}/artifacts/get-all": artifacts.listed,
        f"GET {_API}/get/artifacts": artifacts.lineage,
    },
    "registry": {
        f"POST {_API}/write/registry-model/item/create": registry.create,
        f"POST {_API}/write/registry-model/item": registry.create_old,
        f"POST {_API}/write/registry-model": registry.create_old,
        f"POST {_API}/write/registry-model/item/update": registry.update_item,
        f"POST {_API}/write/registry-model/update": registry.update,
        f"POST {_API}/write/registry-model/notes": registry.set_notes,
        f"POST {_API}/write/registry-model/item/status": registry.set_status,
        f"POST {_API}/write/registry-model/item/{{item_id}}/metadata": registry.set_metadata,
        f"POST {_API}/write/registry-model/item/{{item_id}}/status-configuration": (
            registry.configure_status
        ),
        f"GET {_API}/write/registry-model/delete": registry.delete,
        f"GET {_API}/write/registry-model/item/delete": registry.delete_item,
        f"GET {_API}/write/registry-model/item/stage": registry.add_stage,
        f"GET {_API}/write/registry-model/item/stage/delete": registry.delete_stage,
        f"GET {_API}/registry-model": registry.listed,
        f"GET {_API}/registry-model/count": registry.count,
        f"GET {_API}/registry-model/details": registry.details,
        f"GET {_API}/registry-model/compact-details": registry.details,
        f"GET {_API}/registry-model/notes": registry.get_notes,
        f"GET {_API}/registry-model/items": registry.items,
        f"GET {_API}/registry-model/latest_version": registry.latest,
        f"GET {_API}/registry-model/allowed_status_values": registry.statuses,
        f"GET {_API}/registry-model/item/details": registry.item_details,
        f"GET {_API}/registry-model/item/download": registry.download,
        f"GET {_API}/registry-model/item/download-instructions": registry.instructions,
        f"GET {_API}/registry-model/item/{{item_id}}/metadata": registry.get_metadata,
        f"GET {_API}/registry-model/item/{{item_id}}/status-configuration": registry.get_status,
        f"POST {_API}/registry-model/history/item": registry.history,
    },
    "notification": {
        f"POST {_OWN}/notification/experiment": metadata.notification,
    },
    "symlink": {
        f"GET {_OWN}/symlink/new": metadata.new_symlink,
        f"GET {_API}/write/project/symlink": projects.link,
    },
    "rpc": {
        f"GET {_OWN}/rpc/get-pending-rpcs": rpc.pending,
        f"POST {_OWN}/rpc/register-rpc": rpc.register,
        f"POST {_OWN}/rpc/save-rpc-result": rpc.result,
    },
    "optimizer": {
        f"GET {_OPTIMIZER}/spec": optimizer.spec,
        f"GET {_OPTIMIZER}/next": optimizer.following,
        f"GET {_OPTIMIZER}/status": optimizer.status,
        f"GET {_OPTIMIZER}/algorithms": optimizer.algorithms,
        f"POST {_OPTIMIZER}/create": optimizer.create,
        f"POST {_OPTIMIZER}/update": optimizer.update,
        f"POST {_OPTIMIZER}/insert": optimizer.insert,
    },
    "project": {
        f"POST {_API}/write/project/create": projects.create,
        f"POST {_API}/write/project/update": projects.update,
        f"POST {_API}/write/project/delete": projects.delete,
        f"POST {_API}/write/project/update-owner": projects.set_owner,
        f"POST {_API}/write/project/notes": projects.set_notes,
        f"GET {_API}/write/project/add-share-link": projects.add_share_key,
        f"GET {_API}/write/project/delete-project-share-link": projects.delete_share_key,
        f"POST {_API}/write/experiment/create": projects.create_experiment,
        f"POST {_API}/write/experiment/move": projects.move,
        f"POST {_API}/write/experiment/set-start-end-time": projects.set_times,
        f"POST {_API}/write/experiment/{{experiment_key}}/mark-not-throttled": projects.unthrottle,
        f"GET {_API}/write/experiment/archive": projects.archive,
        f"GET {_API}/write/experiment/restore": projects.restore,
        f"GET {_API}/write/experiment/delete": projects.delete_experiment,
        f"GET {_API}/write/experiment/stop": projects.stop,
    },
    "read": {
        f"GET {_API}/account-details": handshake.account,
        f"GET {_API}/workspaces": projects.workspaces,
        f"GET {_API}/projects": projects.listed,
        f"GET {_API}/project": projects.details,
        f"GET {_API}/project/notes": projects.get_notes,
        f"GET {_API}/project/get-project-share-links": projects.share_keys,
        f"GET {_API}/project/column-names": queries.column_names,
        f"POST {_API}/project/query": queries.query,
        f"POST {_API}/experiments/search": queries.search,
        f"GET {_API}/experiments": projects.experiments,
        f"POST {_API}/experiments/multi-metric-chart": reads.chart,
        f"GET {_API}/experiment/metadata": reads.metadata,
        f"GET {_API}/experiment/tags": reads.tags,
        f"GET {_API}/experiment/parameters": reads.parameters,
        f"GET {_API}/experiment/log-other": reads.others,
        f"GET {_API}/experiment/metrics/summary": reads.metrics_summary,
        f"GET {_API}/experiment/metrics/get-metric": reads.metric,
        f"GET {_API}/experiment/metrics/get-all": reads.all_metrics,
        f"GET {_API}/experiment/html": reads.html,
        f"GET {_API}/experiment/graph": reads.graph,
        f"GET {_API}/experiment/code": reads.code,
        f"GET {_API}/experiment/output": reads.output,
        f"GET {_API}/experiment/system-details": reads.details,
        f"GET {_API}/experiment/git/metadata": reads.git_metadata,
        f"GET {_API}/experiment/git/patch": reads.git_patch,
        f"GET {_API}/experiment/asset/list": reads.asset_list,
        f"GET {_API}/experiment/asset/get-by-name": reads.assets_by_name,
        f"GET {_API}/experiment/asset/get-asset": reads.asset,
        f"GET {_API}/image/get-image": reads.image,
        f"GET {_API}/experiment/model": reads.model_list,
        f"GET {_API}/experiment/model/asset/list": reads.model_assets,
        f"GET {_API}/experiment/model/download": reads.model_download,
        f"GET {_API}/views/get-all": queries.views,
        f"GET {_API}/views/chart-templates": queries.chart_templates,
        f"POST {_API}/write/views/upsert": queries.save_view,
        f"POST {_API}/write/chart-templates/upsert": queries.save_chart_template,
    },
}


def _routes() -> Iterator[Route]:
    for endpoint, lines in _TABLE.items():
        for address, handler in lines.items():
            method, path = address.split(" ")
            pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))
            yield Route(endpoint, method, path, handler, pattern)


ROUTES: Final = tuple(_routes())


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request, and what the names in its path stand for; literal paths go first."""
    path = "/" + path.strip("/")
    matches = (
        (route, found.groupdict())
        for route in ROUTES
        if route.method == method and (found := route.pattern.fullmatch(path))
    )
    return min(matches, key=lambda match: len(match[1]), default=None)


def near(method: str, path: str) -> list[Route]:
    """The routes most like a request, those of the same path first."""
    same = [route for route in ROUTES if route.pattern.fullmatch(path)]
    by_address = {str(route): route for route in ROUTES}
    close = [by_address[address] for address in nearest(f"{method} {path}", by_address)]
    return list(dict.fromkeys([*same, *close]))[:3]
