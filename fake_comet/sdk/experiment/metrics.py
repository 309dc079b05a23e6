"""Metrics: ``log_metric`` and ``log_metrics``, with a short way for the usual call and a faithful
one for the rest.
"""

from __future__ import annotations

from sys import _getframe
from threading import get_ident
from typing import Any, Final

from fake_comet.recording.columns import (
    BATCH_START,
    CHUNK,
    EPOCH_CHANGED,
    EPOCH_GIVEN,
    IN_BATCH,
    INSIDE_CALL,
    NO_CONTEXT,
    SPECIAL,
    STEP_CHANGED,
    STEP_GIVEN,
)
from fake_comet.sdk import messages
from fake_comet.sdk.experiment.calls import failures_logged, sdk_call, sdk_call_named
from fake_comet.sdk.experiment.context import ContextMethods
from fake_comet.sdk.faults import point_lost
from fake_comet.sdk.values import (
    KEY_LENGTH,
    flatten,
    key_text,
    metric_value,
    on_wire,
    short_repr,
    special_float,
)
from fake_comet.sdk.voice import INFO, say, say_or_raise

_SEPARATOR: Final = "/"
_MAX_DEPTH: Final = 1000
_MISSING: Final = object()
_DEFAULTS: Final = {"prefix": None, "step": None, "epoch": None, "include_context": True}
# What _append adds to the flags, all above the highest flag.
_INT_STEP: Final = 1 << 10
_INT_EPOCH: Final = 1 << 11
_TYPE_CODES: Final = {int: 1 << 12}
_ODD: Final = 1 << 13


class MetricMethods(ContextMethods):
    """The metric family."""

    def log_metric(
        self,
        name: Any,
        value: Any,
        step: int | None = None,
        epoch: int | None = None,
        include_context: bool = True,
    ) -> None:
        """Log one metric point; ``step`` and ``epoch`` stick for later points.

        Args:
            name: made text, at most 100 characters.
            value: a number; NaN and infinities are sent as text, anything else too, with a warning.
        """
        # The short way, for a number under a plain name with plain steps: everything a call leaves
        # behind is one tuple. It must do exactly what _log_metric does.
        kind = type(value)
        if kind is not float and kind is not int and isinstance(value, float) and self.alive:
            value, kind = float(value), float  # numpy.float64
        if (
            (kind is float or kind is int)
            and type(name) is str
            and len(name) <= KEY_LENGTH
            and include_context is True
            and self.alive
            and (step is None or type(step) is int)
            and (epoch is None or type(epoch) is int)
            and not self._inside
        ):
            frame = _getframe(1)
            site = self._site_numbers.get((id(frame.f_code), frame.f_lasti)) or self._site_number(
                frame
            )
            flags = 0 if step is None and epoch is None else self._moved(step, epoch)
            self._append(name, value, flags, site)
            self.metrics[name] = value
        else:
            options = _given(step=step, epoch=epoch, include_context=include_context)
            self._log_metric_checked(name, value, **options)

    def log_metrics(
        self,
        dic: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        include_context: bool = True,
    ) -> None:
        """Log several metrics, nested dictionaries joined by ``/``, in the order of their sorted
        names.

        Raises:
            ValueError: ``dic`` is not a mapping.
        """
        if (
            type(dic) is dict
            and prefix is None
            and include_context is True
            and self.alive
            and (step is None or type(step) is int)
            and (epoch is None or type(epoch) is int)
            and not self._inside
            and _plain_metrics(dic)
        ):
            flags = self._moved(step, epoch) | BATCH_START
            site = self._site_number(_getframe(1))
            for name in sorted(dic):
                self._append(name, dic[name], flags, site)
                flags = IN_BATCH
            self.metrics.update(dic)
        else:
            options = _given(prefix=prefix, step=step, epoch=epoch, include_context=include_context)
            self._log_metrics_checked(dic, **options)

    def _moved(self, step: int | None, epoch: int | None) -> int:
        """Make step and epoch the current ones; the flags say what was given and what changed."""
        flags = 0
        params = self.params
        if step is not None:
            flags = STEP_GIVEN
            self.curr_step = step
            if params.get("curr_step", _MISSING) != step:
                params["curr_step"] = self.deprecated_params["curr_step"] = step
                flags = STEP_GIVEN | STEP_CHANGED
        if epoch is not None:
            flags |= EPOCH_GIVEN
            self.curr_epoch = epoch
            if params.get("curr_epoch", _MISSING) != epoch:
                params["curr_epoch"] = self.deprecated_params["curr_epoch"] = epoch
                flags |= EPOCH_CHANGED
        return flags

    def _heed_faults(self) -> None:
        if self._server_fails:
            self._append = self._append_unless_lost  # type: ignore[method-assign] # the only reader

    def _append_unless_lost(self, name: str, value: Any, flags: int, site: int) -> None:
        if not point_lost(self):
            MetricMethods._append(self, name, value, flags, site)

    def _append(self, name: str, value: Any, flags: int, site: int) -> None:
        """Put one point into the columns with all that its call leaves behind."""
        columns = self._columns
        step, epoch, context = self.curr_step, self.curr_epoch, self.context
        # Flags and types as one number make a key that is found in half the time of the whole
        # shape.
        code = flags if type(value) is float else flags + _TYPE_CODES.get(type(value), _ODD)
        if step is None:
            step = 0.0
        else:
            code += _INT_STEP if type(step) is int else _ODD
        if epoch is None:
            epoch = 0.0
        else:
            code += _INT_EPOCH if type(epoch) is int else _ODD
        if context is not self._quick_context:
            self._quick_context, self._quick = context, {}
        number = self._quick.get((name, code))
        if number is None or code >= _ODD:
            number, step, epoch = self._shape_number(name, value, code, flags)
        ident = get_ident()
        thread = columns.thread_numbers.get(ident)
        if thread is None:
            thread = columns.add_thread(ident)
        tail = columns.tail
        tail.append((number, value, step, epoch, self._clock(), site, thread))
        if len(tail) >= CHUNK:
            columns.pack()

    def _shape_number(self, name: str, value: Any, code: int, flags: int) -> tuple[int, Any, Any]:
        """The number of a point's shape, found the long way, with its step and epoch as they are
        sent.
        """
        step, epoch = on_wire(self.curr_step), on_wire(self.curr_epoch)
        context = None if flags & NO_CONTEXT else self.context
        shape = (name, context, type(value), type(step), type(epoch), flags)
        number = self._quick[name, code] = self._columns.add_shape(shape)
        return number, 0.0 if step is None else step, 0.0 if epoch is None else epoch

    def _call_site(self) -> int:
        """The number of the line that made the call which this thread is in."""
        call = self._inside.get(get_ident())
        return 0 if call is None else self._recorder.sites.add(call.site)

    @sdk_call_named("log_metric")
    def _log_metric_checked(self, *args: Any, **kwargs: Any) -> None:
        """The long way, for everything that is not plain."""
        with failures_logged(messages.LOG_METRIC_FAILED):
            self._log_metric(*args, **kwargs)

    def _log_metric(
        self,
        name: Any,
        value: Any,
        step: Any = None,
        epoch: Any = None,
        include_context: bool = True,
        framework: str | None = None,
    ) -> None:
        """Log one point as the SDK does it, whatever is passed."""
        text = key_text(name)
        if text.truncated:
            say("name-truncated", messages.METRIC_NAME_TRUNCATED, KEY_LENGTH, name)
        name = text.value
        if framework and f"{framework}:{name}" in self.autolog_metrics_ignore:
            say("sdk-note", messages.METRIC_IGNORED, name, framework, name, level=INFO, once=True)
            return
        self._set_step(step)
        self._set_epoch(epoch)
        if self.alive:
            if value is None:
                say_or_raise("metric-none", messages.METRIC_NONE, name)
                return
            self._track_framework_usage(framework)
            value = metric_value(value)
            if isinstance(value, str):
                value = SPECIAL.get(value, value)
            flags = INSIDE_CALL if include_context is True else INSIDE_CALL | NO_CONTEXT
            sent = value if type(value) is float else on_wire(value)  # an IntEnum is its number
            self._append(name, sent, flags, self._call_site())
        self.metrics[name] = value

    @sdk_call_named("log_metrics")
    def _log_metrics_checked(
        self,
        dic: Any,
        prefix: Any = None,
        step: Any = None,
        epoch: Any = None,
        include_context: bool = True,
    ) -> None:
        """The long way, for everything that is not plain."""
        self._log_metrics(dic, prefix, step, epoch, include_context=include_context)

    def _log_metrics(
        self,
        metrics: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        framework: str | None = None,
        include_context: bool = True,
    ) -> None:
        self._set_step(step)
        self._set_epoch(epoch)
        flat = flatten(metrics, _SEPARATOR, _MAX_DEPTH)
        if flat.too_deep:
            say_or_raise("too-deep", messages.LOG_METRICS_TOO_DEEP, short_repr(metrics), _MAX_DEPTH)
        if not self.alive:
            return
        for key in sorted(flat.items):
            self._log_metric(
                key if prefix is None else prefix + "_" + str(key),
                flat.items[key],
                framework=framework,
                include_context=include_context,
            )

    @sdk_call
    def __internal_api__log_metric__(
        self,
        name: Any,
        value: Any,
        step: int | None = None,
        epoch: int | None = None,
        include_context: bool = True,
        framework: str | None = None,
    ) -> None:
        self._log_metric(name, value, step, epoch, include_context, framework)

    @sdk_call
    def __internal_api__log_metrics__(
        self,
        dic: dict[str, Any],
        prefix: str | None = None,
        step: int | None = None,
        epoch: int | None = None,
        framework: str | None = None,
        include_context: bool = True,
    ) -> None:
        self._log_metrics(dic, prefix, step, epoch, framework, include_context)

    @sdk_call
    def log_current_epoch(self, value: int) -> None:
        """Log a metric ``curr_epoch`` (deprecated in the SDK)."""
        if self.alive:
            number = on_wire(special_float(value))
            if isinstance(number, str):
                number = SPECIAL.get(number, number)
            step, epoch, self.curr_step, self.curr_epoch = (
                self.curr_step,
                self.curr_epoch,
                None,
                None,
            )
            try:
                self._append("curr_epoch", number, INSIDE_CALL | NO_CONTEXT, self._call_site())
            finally:
                self.curr_step, self.curr_epoch = step, epoch


def _given(**options: Any) -> dict[str, Any]:
    """The options that are not left at their defaults, as a caller would write them."""
    return {name: value for name, value in options.items() if value is not _DEFAULTS[name]}


def _plain_metrics(dic: dict[Any, Any]) -> bool:
    """Whether all names are short texts and all values plain numbers; empty is not."""
    for name, value in dic.items():
        kind = type(value)
        if (
            (kind is not float and kind is not int)
            or type(name) is not str
            or len(name) > KEY_LENGTH
        ):
            return False
    return bool(dic)
