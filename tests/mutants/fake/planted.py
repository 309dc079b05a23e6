"""Faults planted in the fake, one at a time: a function whose code is swapped while a block runs.

It knows where the faults are, not who finds them.
"""

from __future__ import annotations

# ruff: noqa: E501
# A table reads better with one row a line, however long.
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tests.mutants import planting

_SDK: Final = "fake_comet.sdk."


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault.

    Attributes:
        where: the function, as ``module:Class.function`` below ``fake_comet.sdk``.
        right: a piece of its source that is there once.
        wrong: what stands there instead.
    """

    name: str
    where: str
    right: str
    wrong: str


# fmt: off
MUTANTS: Final = tuple(
    Mutant(*row)
    for row in (
        ("step not sticky", "experiment.context:ContextMethods._set_step", "self.curr_step = step", "pass"),
        ("step of plain points not sticky", "experiment.metrics:MetricMethods._moved", "self.curr_step = step", "pass"),
        ("epoch not sticky", "experiment.context:ContextMethods._set_epoch", "self.curr_epoch = epoch", "pass"),
        ("step zero taken for none", "experiment.context:ContextMethods._set_step", "if step is None:", "if not step:"),
        ("curr_step parameter missing", "experiment.context:ContextMethods._set_step", 'self._log_implied("curr_step", step, source)', "pass"),
        ("curr_step of plain points missing", "experiment.metrics:MetricMethods._moved", "flags = STEP_GIVEN | STEP_CHANGED", "flags = STEP_GIVEN"),
        ("source of set_step wrong", "experiment.context:ContextMethods.set_step", "self._set_step(step, MANUAL)", "self._set_step(step)"),
        ("context lost", "experiment.context:ContextMethods.train", 'self.context = "train"', "self.context = None"),
        ("context restored wrongly", "experiment.context:ContextMethods.validate", "self.context = before", "self.context = None"),
        ("include_context ignored", "experiment.metrics:MetricMethods._log_metric", "INSIDE_CALL | NO_CONTEXT", "INSIDE_CALL"),
        ("truncation off by one", "values:cut", "length - len(TRUNCATED)", "length - len(TRUNCATED) + 1"),
        ("truncation of what just fits", "values:cut", "if len(text) <= length:", "if len(text) < length:"),
        ("NaN as null", "values:special_float", 'return "NaN"', "return None"),
        ("truth value as a number", "values:metric_value", " or isinstance(value, bool)", ""),
        ("metrics sent in the order given", "experiment.metrics:MetricMethods._log_metrics", "sorted(flat.items)", "list(flat.items)"),
        ("plain metrics sent in the order given", "experiment.metrics:MetricMethods.log_metrics", "sorted(dic)", "list(dic)"),
        ("prefix without delimiter", "experiment.parameters:_prefixed", 'else "_"', 'else ""'),
        ("nested separator wrong", "experiment.parameters:ParameterMethods._flat_parameters", "_SEPARATOR", '"."'),
        ("hasNestedParams missing", "experiment.parameters:ParameterMethods._flat_parameters", "if flat.nested:", "if False:"),
        ("equal parameters sent again", "experiment.parameters:ParameterMethods._log_parameter", "full_name in self.params", "False"),
        ("equal parameters of another type sent again", "values:same", "return answer", "return answer and type(a) is type(b)"),
        ("parameters sent in the order given", "experiment.parameters:ParameterMethods._log_parameters", "sorted(given)", "list(given)"),
        ("parameter without context", "experiment.parameters:ParameterMethods._log_parameter", "context=self.context if include_context else None", "context=None"),
        ("tag sent twice", "experiment.metadata:MetadataMethods._send_tags", "self._emit(Tag, tag=tag)", "self._emit(Tag, tag=tag), self._emit(Tag, tag=tag)"),
        ("add_tag answers online", "experiment.metadata:MetadataMethods._add_tags", "return True if self.offline else None", "return True"),
        ("html override lost", "experiment.metadata:MetadataMethods.log_html", "override=bool(clear)", "override=False"),
        ("name with the context", "experiment.metadata:MetadataMethods.set_name", 'self._log_other("Name", name, include_context=False)', "self.name = None"),
        ("log level wrong", "experiment.metadata:MetadataMethods._log_others", "level=ERROR, ", ""),
        ("message text wrong", "experiment.parameters:ParameterMethods._log_parameter", "messages.PARAMETER_EMPTY_NAME", "'The name of a parameter is empty'"),
        ("exception of another class", "experiment.parameters:ParameterMethods.get_parameter", "raise KeyError(text)", "raise LookupError(text)"),
        ("asset step missing", "experiment.context:ContextMethods._asset_step", "return None if self.curr_step is None else int(self.curr_step)", "return None"),
        ("extension from the name", "files:Opened.path", "extension_of(source)", "extension_of(name)"),
        ("metadata dropped", "uploads:sent_metadata", "return sent", "return {}"),
        ("overwrite lost", "experiment.assets:AssetMethods._log_asset", '"overwrite": overwrite', '"overwrite": False'),
        ("model of a file lost", "experiment.assets:AssetMethods._log_asset", '"groupingName": grouping_name', '"groupingName": None'),
        ("link not remote", "experiment.remote:RemoteMethods.log_remote_asset", '"isRemote": True', '"isRemote": False'),
        ("figCounter not counting", "experiment.pictures:PictureMethods._log_picture", "self.figure_counter += 1", "pass"),
        ("channels swapped", "images:_from_array", "Image.fromarray(array, mode)", "Image.fromarray(array[..., ::-1].copy() if array.ndim == 3 else array, mode)"),
        ("channels first taken as last", "images:_shaped", 'options.channels == "first"', "False"),
        ("annotations lost", "experiment.pictures:PictureMethods._image_metadata", 'kept["annotations"] = copy.deepcopy(annotations)', "pass"),
        ("NaN of a curve as zero", "experiment.charts:ChartMethods.log_curve", '"y": list(y)', '"y": [0 if v != v else v for v in y]'),
        ("histogram bin off by one", "histogram:Histogram._bins", ".astype(int) + middle", ".astype(int) + middle + 1"),
        ("histogram count off by one", "histogram:Histogram.counts_compressed", "int(count)]", "int(count) + 1]"),
        ("confusion matrix transposed", "matrix_cells:counted_cells", "yield index, (x, y)", "yield index, (y, x)"),
        ("matrix of counts transposed", "matrix_cells:convert_to_matrix_dict", "{(x, y): value", "{(y, x): value"),
        ("table delimiter wrong", "tabular:table_text", "csv.excel if", "csv.excel_tab if"),
        ("header names wrong", "tabular:_names", "{place + 1}", "{place}"),
        ("calls recorded after the end", "experiment.lifecycle:LifecycleMethods._on_end", "self.alive = False", "pass"),
        ("empty list in an address", "uploads:sent_field", "if items else None", "if items else '[]'"),
        ("context of no letters left out", "summary:_full_name", "context is None", "not context"),
    )
)
# fmt: on


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """A block in which the fake has the fault."""
    with planting.planted(f"{_SDK}{mutant.where}", mutant.right, mutant.wrong):
        yield
