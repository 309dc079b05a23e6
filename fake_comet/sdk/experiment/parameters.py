"""Parameters: ``log_parameter`` and ``log_parameters``, nesting, repeats that are dropped, and
reading them back.
"""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.recording.records import Parameter
from fake_comet.sdk import messages
from fake_comet.sdk.experiment.calls import failures_logged, sdk_call
from fake_comet.sdk.experiment.context import AUTO_LOGGED, MANUAL
from fake_comet.sdk.experiment.metrics import MetricMethods
from fake_comet.sdk.state import state
from fake_comet.sdk.values import (
    KEY_LENGTH,
    flatten,
    is_list_like,
    key_text,
    list_text,
    on_wire,
    public_attributes,
    same,
    short_repr,
    special_float,
    to_scalar,
    value_text,
)
from fake_comet.sdk.voice import INFO, say, say_or_raise

_SEPARATOR: Final = "|"
_MAX_DEPTH: Final = 10
_PLAIN: Final = frozenset({int, float, bool, str, type(None)})
_DELIMITERS: Final = ("_", ":", "-", "+", ".", "/", "|")


class ParameterMethods(MetricMethods):
    """The parameter family."""

    @sdk_call
    def log_parameter(self, name: Any, value: Any, step: int | None = None) -> None:
        """Log one parameter; an equal repeat is dropped."""
        with failures_logged(messages.LOG_PARAMETER_FAILED):
            self._log_parameter(name, value, step=step, source=MANUAL)

    def _log_parameter(
        self,
        name: Any,
        value: Any,
        step: Any = None,
        framework: str | None = None,
        source: str | None = None,
        include_context: bool = True,
    ) -> None:
        if name is None or name == "":
            say_or_raise("empty-name", messages.PARAMETER_EMPTY_NAME)
            return
        text = key_text(name)
        if text.truncated:
            say("name-truncated", messages.PARAMETER_NAME_TRUNCATED, KEY_LENGTH, name)
        name = text.value
        if framework:
            if f"{framework}:{name}" in self.autolog_parameters_ignore:
                ignored = messages.PARAMETER_IGNORED % (name, framework, name)
                say("sdk-note", ignored, level=INFO, once=True)
                return
            self._track_framework_usage(framework)
        self._set_step(step)
        full_name = self._fullname(name, include_context)
        if full_name in self.params and same(value, self.params[full_name]):
            return
        if self.alive:
            value, sent = _sent(value)
            self._emit(
                Parameter,
                name=name,
                value=sent,
                step=on_wire(self.curr_step),
                source=source or AUTO_LOGGED,
                context=self.context if include_context else None,
                framework=framework,
            )
        self.params[full_name] = value
        self.deprecated_params[name] = value

    @sdk_call
    def log_parameters(
        self,
        parameters: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        nested_support: bool = True,
    ) -> None:
        """Log several parameters, nested dictionaries joined by ``|`` down to ten levels.

        Raises:
            ValueError: two nested names become the same.
            TypeError: keys that cannot be sorted.
        """
        self._log_parameters(parameters, prefix, step, source=MANUAL, flatten_nested=nested_support)

    def _log_parameters(
        self,
        parameters: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        framework: str | None = None,
        source: str | None = None,
        flatten_nested: bool = False,
    ) -> None:
        given = self._as_mapping(parameters)
        if not given:
            return
        if flatten_nested and source == MANUAL and "hydra" not in given:
            given = self._flat_parameters(given, parameters)
        self._set_step(step)
        for key in sorted(given):
            self._log_parameter(
                key if prefix is None else _prefixed(prefix, key),
                given[key],
                framework=framework,
                source=source,
            )

    def _as_mapping(self, parameters: Any) -> Mapping[Any, Any]:
        if isinstance(parameters, Mapping):
            return parameters
        found = public_attributes(parameters)
        if not found:
            template = (
                messages.LOG_PARAMETERS_EMPTY_ERROR
                if state().error_mode
                else messages.LOG_PARAMETERS_EMPTY
            )
            say_or_raise("nothing-logged", template, parameters, once=True)
        return found

    def _flat_parameters(self, given: Mapping[Any, Any], parameters: Any) -> Mapping[Any, Any]:
        flat = flatten(given, _SEPARATOR, _MAX_DEPTH)
        if flat.too_deep:
            say_or_raise(
                "too-deep", messages.LOG_PARAMETERS_TOO_DEEP, short_repr(parameters), _MAX_DEPTH
            )
        if flat.nested:
            self._log_other("hasNestedParams", True)
        return flat.items

    @sdk_call
    def __internal_api__log_parameters__(
        self,
        parameters: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        framework: str | None = None,
        source: str | None = None,
        flatten_nested: bool = False,
    ) -> None:
        self._log_parameters(parameters, prefix, step, framework, source, flatten_nested)

    @sdk_call
    def get_parameter(self, name: str) -> Any:
        """The last value logged under that name, in the current context first.

        Raises:
            KeyError: there is none.
        """
        text = key_text(name, forgiving=True).value
        for candidate in (self._fullname(text), text):
            if candidate in self.params:
                return self.params[candidate]
        if text in self.deprecated_params:
            candidates = [known for known in self.params if known.endswith(text)]
            say("deprecated", messages.SHORT_PARAMETER_NAME % (text, candidates))
            return self.deprecated_params[text]
        raise KeyError(text)


def _sent(value: Any) -> tuple[Any, Any]:
    """The value as the experiment remembers it, and as it is sent."""
    if type(value) is int:
        return value, value
    value = to_scalar(value)
    if isinstance(value, Mapping):
        text = value_text(value)
        return text, text
    if is_list_like(value):
        listed = list_text(value)
        if listed.truncated:
            return listed.value, listed.value
        return value, on_wire([special_float(item) for item in value])
    if isinstance(value, numbers.Number) or value is None:
        sent = special_float(value)
        return value, sent if type(sent) in _PLAIN else on_wire(sent)
    text = value_text(value)
    return text, on_wire(text)


def _prefixed(prefix: str, key: Any) -> str:
    delimiter = "" if any(map(prefix.endswith, _DELIMITERS)) else "_"
    return f"{prefix}{delimiter}{key}"
