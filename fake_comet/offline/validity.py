"""What the SDK's schemas admit in a message, and the nearest valid message where one is not."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

Rule: TypeAlias = Callable[[Any], Any]  # gives the very value if it is valid, else the nearest
_LONGEST_INT: Final = 10**4000  # Python writes no more than some 4300 digits


class Unsayable(Exception):
    """No valid message says this."""


def nearest(kind: str, payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The nearest valid message: the very payload if it is valid, None if there is none."""
    rule = _RULES.get(kind)
    if rule is None:
        return None
    try:
        found: Mapping[str, Any] = rule(payload)
    except Unsayable:
        return None
    return found


def line(value: Any) -> str:
    """Text without a line break within, which the pattern of a schema would not match."""
    found = text(value)
    return " ".join(found.split("\n")) if "\n" in found[:-1] else found


def text(value: Any) -> str:
    """Text, of anything but nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        raise Unsayable
    return str(_plain(value))


def _plain(value: Any) -> Any:
    """What JSON can hold: the very value, or that of which it is an alien form."""
    if isinstance(value, int) and not -_LONGEST_INT < value < _LONGEST_INT:
        raise Unsayable
    if value is None or isinstance(value, str | int | float):
        return value
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return value.item()
    try:
        json.dumps(value, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return _by_text(value)
    return value


def _by_text(value: Any) -> Any:
    try:
        return json.loads(json.dumps(value, default=str))
    except (TypeError, ValueError, RecursionError):
        try:
            return str(value)
        except (ValueError, RecursionError):
            raise Unsayable from None


def _number_or_none(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    found = _plain(value)
    return found if isinstance(found, int | float) else None


def _number_or_text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value)
    found = _plain(value)
    return found if isinstance(found, int | float) else text(found)


def _scalar(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    found = _plain(value)
    is_scalar = found is None or isinstance(found, str | int | float)
    return found if is_scalar else json.dumps(found)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else bool(value)


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Unsayable


def _object(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _plain(value)
    raise Unsayable


def _only(*kinds: type) -> Rule:
    def rule(value: Any) -> Any:
        if isinstance(value, kinds):
            return _plain(value)
        raise Unsayable

    return rule


def _optional(rule: Rule) -> Rule:
    return lambda value: None if value is None else rule(value)


def _or_else(default: Any, rule: Rule) -> Rule:
    return lambda value: default if value is None else rule(value)


def _list_of(rule: Rule) -> Rule:
    def of_items(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise Unsayable
        made = [rule(item) for item in value]
        return value if all(map(_is, made, value)) else made

    return of_items


def _is(one: Any, other: Any) -> bool:
    return one is other


def _refused(_: Any) -> Any:
    raise Unsayable


def _fields(
    needed: Mapping[str, Rule] = MappingProxyType({}),
    /,
    *,
    others: Rule = _plain,
    optional: Mapping[str, Rule] = MappingProxyType({}),
    **more: Rule,
) -> Rule:
    """Fields by name: ``needed`` and ``more`` have to be there; ``others`` is for the rest."""
    rules = {**needed, **more}
    known = {**optional, **rules}

    def of_fields(value: Any) -> Any:
        if not isinstance(value, Mapping) or not rules.keys() <= value.keys():
            raise Unsayable
        made = {name: known.get(name, others)(item) for name, item in value.items()}
        return value if all(made[name] is value[name] for name in made) else made

    return of_fields


_metadata = _optional(_object)
_context = _optional(text)
_UPLOADED: Final[Mapping[str, Rule]] = {
    "context": _context,
    "epoch": _number_or_none,
    "figCounter": _whole,
    "figName": line,
    "fileName": line,
    "overwrite": _truth,
    "step": _number_or_none,
}
_uploaded = _fields(others=_scalar, optional=_UPLOADED)
_said: Final[Mapping[str, Rule]] = {"paramName": line, "step": _number_or_none, "source": _context}
_param = _fields(_said, paramValue=_scalar)
_params = _fields(_said, paramValue=_list_of(_scalar))
_packages = _list_of(_only(str))
_fact = _or_else("", _only(str))  # the SDK itself sends null where it found out nothing
_texts = _list_of(text)


def _parameter(payload: Any) -> Any:
    word, rule = ("params", _params) if "params" in payload else ("param", _param)
    return _fields({"context": _context, word: rule})(payload)


_RULES: Final[Mapping[str, Rule]] = {
    "metric_msg": _fields(
        context=_context,
        metric=_fields(
            metricName=line,
            metricValue=_number_or_text,
            step=_number_or_none,
            epoch=_number_or_none,
        ),
    ),
    "parameter_msg": _parameter,
    "log_other": _fields(),
    "html": _fields(html=text),
    "htmlOverride": _fields(htmlOverride=text),
    "graph": _fields(graph=text),
    "file_name": _fields(file_name=text),
    "log_dependency": _fields(name=line, version=line),
    "system_info": _fields(system_info=_fields(key=_number_or_text, value=_number_or_text)),
    "file_upload": _fields(additional_params=_uploaded, metadata=_metadata, upload_type=line),
    "remote_file": _fields(
        additional_params=_uploaded, metadata=_metadata, upload_type=text, remote_uri=text
    ),
    "3d-image": _fields(name=text, step=_number_or_none, metadata=_metadata),
    "remote_model": _fields(model_name=line),
    "register_model": _fields(
        model_name=line,
        registry_name=line,
        public=_truth,
        version=_or_else("1.0.0", line),
        workspace=_or_else("", line),
        comment=_context,
        description=_context,
        status=_context,
        tags=_or_else([], _texts),
        stages=_optional(_texts),
        metadata=_metadata,
        status_configuration=_metadata,
    ),
    "installed_packages": _fields(installed_packages=_packages),
    "os_packages": _fields(os_packages=_packages),
    "gpu_static_info": _fields(gpu_static_info=_only(list)),
    "git_metadata": _fields(
        git_metadata=_fields(user=_plain, root=_plain, branch=_plain, parent=_plain, origin=_plain)
    ),
    "cloud_details": _fields(others=_refused, provider=_only(str), cloud_metadata=_object),
    "standard_output": _fields(
        others=_refused,
        optional={"context": _context},
        local_timestamp=_plain,
        output=_context,
        stderr=_optional(_truth),
    ),
    "system_details": _fields(
        others=_refused,
        command=_packages,
        env=_metadata,
        hostname=_fact,
        ip=_fact,
        machine=_fact,
        os=_fact,
        os_release=_fact,
        os_type=_fact,
        pid=_whole,
        processor=_fact,
        python_exe=_fact,
        python_version=_fact,
        python_version_verbose=_fact,
        user=_fact,
    ),
}
