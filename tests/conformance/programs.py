"""The lines that random programs are made of, by family: each is a call, good or odd, as source.

It plays none of them. The names that lines use are those of ``playing.Stage``.
"""

from __future__ import annotations

# ruff: noqa: E501
# A table reads better with one row a line, however long.
from hypothesis import strategies as st

Line = str
Lines = st.SearchStrategy[Line]
Source = st.SearchStrategy[str]


def some(*sources: str) -> Source:
    """One of these expressions."""
    return st.sampled_from(sources)


def mostly(good: Source, odd: Source) -> Source:
    """Good expressions three times of four."""
    return st.integers(0, 3).flatmap(lambda drawn: odd if drawn == 3 else good)


@st.composite
def call(
    draw: st.DrawFn, method: str, *positional: Source, target: str = "e", **named: Source
) -> Line:
    """A call with all its positional arguments and some of the named ones."""
    given_ = [draw(source) for source in positional]
    for name, source in named.items():
        if draw(st.integers(0, 2)) == 0:
            given_.append(f"{name}={draw(source)}")
    return f"{target}.{method}({', '.join(given_)})" if target else f"{method}({', '.join(given_)})"


# fmt: off
NUMBERS = st.one_of(
    st.integers(-5, 1000).map(repr),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    some("0.5", "1e-9", "1e300", "-0.0", "2**53+1", "10**25", "np.float32(0.1)", "np.float64(0.1)"),
    some("np.float16(0.1)", "np.int64(7)", "np.uint8(200)", "np.array(3.5)", "np.array([2])"),
)
ODD_NUMBERS = some(
    "float('nan')", "float('inf')", "float('-inf')", "np.nan", "np.float32('inf')", "True", "False",
    "None", "'0.5'", "'text'", "' 1 '", "''", "'nan'", "b'1'", "[1, 2]", "(3,)", "[]", "{'a': 1}", "{}",
    "1+2j", "object", "np.array([1, 2])", "np.bool_(True)", "pd.NA", "pd.Timestamp(0)", "'x'*1200",
    "range(3)", "pd.Series([1])", "{1}",
)
VALUES = mostly(NUMBERS, ODD_NUMBERS)
METRIC_NAMES = mostly(
    some("'loss'", "'acc'", "'train/loss'", "'a b'", "'sys.gpu'", "'ünï'", "'m'", "'train_m'"),
    some("''", "5", "None", "'x'*101", "'x'*600", "b'b'", "True", "('a',)", "1.5", "[1]", "' '", "{1: 2}"),
)
STEPS = mostly(
    st.one_of(st.none().map(repr), st.integers(0, 50).map(repr)),
    some(
        "2.7", "True", "-1", "'3'", "'x'", "float('nan')", "float('inf')", "np.int64(4)", "np.float32(2.5)",
        "10**20", "[1]", "''", "np.array(3)", "np.array([4])", "0", "'2.5'", "b'1'", "{}",
    ),
)
EPOCHS = STEPS
FLAGS = mostly(some("True", "False"), some("None", "0", "1", "'no'", "[]"))
METADATA = mostly(
    some("None", "{}", "{'a': 1}", "{'a': {'b': [1, None]}}", "{'b': 1, 'a': 'ü'}", "{'a': 0.1}"),
    some(
        "'bad'", "{'a': float('nan')}", "{1: 2}", "{'a': object}", "{'a': np.float32(1)}", "[1]", "5",
        "{'a': True}", "{'a': np.array([1])}", "''", "[]", "0", "{'a': {1}}", "{None: 1}",
    ),
)
# For what gets keys of the SDK beside those given, which are sorted with them.
TEXT_KEYS = some("{'a': 1}", "{}", "None", "'bad'", "{'a': float('nan')}", "{'a': True}")
TEXTS = mostly(
    some("'hi'", "'two\\nlines'", "'ünï'", "'v'*50", "'a.b'", "'x/y'"),
    some("''", "5", "None", "b'bytes'", "'x'*2000", "['a']", "1.5", "float('nan')", "True", "{}", "object"),
)
KEYS = mostly(
    some("'p'", "'q'", "'lr'", "'a_b'", "'a|b'", "'opt/lr'", "'ünï'", "'Name'"),
    some("''", "5", "None", "'x'*150", "'x'*300", "b'b'", "True", "('a',)", "1.5", "float('nan')"),
)
PLAIN_KEYS = some("'p'", "'q'", "'Name'", "''", "5", "'x'*300")
OTHERS = mostly(
    st.one_of(NUMBERS, some("'text'", "True", "None", "'0.5'", "[1, 2]", "{'a': 1}", "(1, 'b')")),
    st.one_of(
        ODD_NUMBERS,
        some("'v'*1200", "{'a': {'b': 1}}", "pd.DataFrame({'a': [1]})", "int", "len", "frozenset([1])", "..."),
    ),
)
NAMES = mostly(
    some("'a.txt'", "'b'", "'sub/c.json'", "'ünï.txt'", "'a b.bin'", "None"),
    some("''", "5", "'x'*300", "'.hidden'", "'a.'", "'/abs/x.txt'", "b'b'", "True", "['a']"),
)
FILES = mostly(
    some("d+'/a.txt'", "d+'/t.csv'", "d+'/img.png'", "d+'/model.bin'", "d+'/folder/x.json'", "d+'/empty.txt'"),
    some(
        "d+'/missing.txt'", "d+'/folder'", "''", "None", "5.5", "io.BytesIO(b'abc')", "io.StringIO('text')",
        "io.BytesIO(b'')", "b'/x'", "[1]", "'a.txt'", "open(d+'/a.txt', 'rb')",
    ),
)
FOLDERS = mostly(
    some("d+'/folder'", "d+'/folder/'"), some("d+'/emptydir'", "d+'/missing'", "d+'/a.txt'", "''", "None", "5")
)
UPLOAD = {"overwrite": FLAGS, "step": STEPS, "metadata": METADATA}

MAPPINGS = mostly(
    some(
        "{'a': 1}", "{'b': 1, 'a': 2.5}", "{'a': 1, 'b': {'c': 2}}", "{'x': 0.1, 'y': 'text'}", "{}",
        "{'a': {'b': {'c': 1}}, 'd': 2}", "{'a': True, 'b': None}", "{'p': 1, 'q': [1, 2]}",
    ),
    some(
        "{1: 2}", "{'a': float('nan')}", "None", "'ab'", "5", "[1, 2]", "{'a': {}}", "{'': 1}", "{'a': {1: 2}}",
        "{'a': {'': 1}}", "{'a': np.float32(0.1)}", "{None: 1}", "{'a': 'x'*1200}", "{'a_b': 1, 'a': {'b': 2}}",
        "{'a': [1, {'b': 2}]}", "{'a': {'b': {'c': {'d': {'e': {'f': {'g': {'h': {'i': {'j': {'k': 1}}}}}}}}}}}",
        "{'a': object}", "[('a', 1)]", "pd.Series({'a': 1})", "{'a': (1, 2)}", "{'a': np.array([1, 2])}",
    ),
)
PREFIXES = mostly(some("None", "'pre'", "'a/b'", "'train'"), some("''", "5", "'p_'", "True", "b'p'", "['a']"))

METRICS = st.one_of(
    call("log_metric", METRIC_NAMES, VALUES, step=STEPS, epoch=EPOCHS, include_context=FLAGS),
    call("log_metric", METRIC_NAMES, NUMBERS),
    call("log_metric", METRIC_NAMES, NUMBERS, STEPS),
    call("log_metrics", MAPPINGS, prefix=PREFIXES, step=STEPS, epoch=EPOCHS, include_context=FLAGS),
)
PARAMETERS = st.one_of(
    call("log_parameter", KEYS, OTHERS, step=STEPS),
    call("log_parameters", MAPPINGS, prefix=PREFIXES, step=STEPS, nested_support=FLAGS),
    call("log_other", KEYS, OTHERS),
    call("log_others", MAPPINGS),
)
STATE = st.one_of(
    call("set_step", STEPS),
    call("set_epoch", EPOCHS),
    call("log_current_epoch", EPOCHS),
    call("log_epoch_end", EPOCHS, step=STEPS),
    some("e.curr_step", "e.curr_epoch", "e.context", "dict(e.params)", "e.name", "e.alive", "e.ended"),
    some("e.context = 'own'", "e.context = None", "e.get_name()", "e.tags", "e.disabled"),
)
GETTERS = st.one_of(
    call("get_metric", METRIC_NAMES),
    call("get_parameter", KEYS),
    call("get_other", KEYS),
    some("sorted(e.get_tags(), key=repr)", "e.get_key()", "e.url", "e.get_parameter('pre_a')", "e.id"),
    some("comet_ml.get_running_experiment() is e", "comet_ml.get_global_experiment() is e"),
)
META = st.one_of(
    call("add_tag", TEXTS),
    call("add_tags", mostly(some("['a', 'b']", "['b', 'a', 'b']", "('t',)"), some("'ab'", "[]", "None", "[1]", "5", "[None, 'c']"))),
    call("log_html", TEXTS, clear=FLAGS),
    call("log_html_url", TEXTS, text=TEXTS, label=TEXTS),
    call("set_name", TEXTS),
    call("set_filename", TEXTS),
    call("set_code", TEXTS, overwrite=FLAGS, filename=NAMES),
    call("set_model_graph", TEXTS, overwrite=FLAGS),
    call("log_dependency", PLAIN_KEYS, TEXTS),
    call("log_system_info", PLAIN_KEYS, OTHERS),
    call("log_dataset_info", name=TEXTS, version=TEXTS, path=TEXTS),
    call("log_dataset_hash", some("{'a': 1}", "5", "'text'", "[1, 2]", "None", "np.arange(3)")),
    call("log_optimization", optimization_id=TEXTS, metric_name=METRIC_NAMES, metric_value=VALUES, parameters=MAPPINGS, objective=TEXTS),
    call("send_notification", TEXTS, status=TEXTS, additional_data=MAPPINGS),
    call("create_symlink", some("'other'", "None", "''", "5")),
    call("stop_early", EPOCHS),
    some("e.register_callback(print)", "e.unregister_callback(print)", "e.register_callback(5)"),
)
ASSETS = st.one_of(
    call("log_asset", FILES, file_name=NAMES, copy_to_tmp=FLAGS, **UPLOAD),
    call("log_asset_data", mostly(some("'text'", "{'a': 1}", "b'bytes'"), some("['a', 0.5]", "None", "''", "{'a': np.float32(1)}", "np.array([1, 2])", "{1}", "float('nan')")), name=NAMES, epoch=EPOCHS, **UPLOAD),
    call("log_asset_folder", FOLDERS, step=STEPS, log_file_name=FLAGS, recursive=FLAGS, metadata=METADATA),
    call("log_text", TEXTS, step=STEPS, metadata=METADATA),
    call("log_model", NAMES, st.one_of(FILES, FOLDERS), file_name=NAMES, overwrite=FLAGS, metadata=METADATA, prepend_folder_name=FLAGS),
    call("log_code", some("d+'/folder/c.py'", "d+'/a.txt'", "d+'/missing.py'"), overwrite=FLAGS, metadata=TEXT_KEYS),
    call("log_code", some("None"), some("None"), some("'x=1'", "''", "5"), code_name=NAMES, metadata=TEXT_KEYS),
    call("log_code", some("None"), FOLDERS),
    call("log_notebook", some("d+'/nb.ipynb'", "d+'/a.txt'", "None"), overwrite=FLAGS),
    call(
        "log_remote_asset",
        mostly(some("'s3://b/k.csv'", "'http://x/a.png'", "'gs://b/d/f'"), some("''", "None", "5", "'no'", "'s3://b/'")),
        remote_file_name=NAMES, asset_type=mostly(some("'asset'", "'image'", "'audio'"), some("'odd'")), **UPLOAD,
    ),
    call("log_remote_model", some("'b'", "'net'", "''"), some("'s3://b/k'", "'s3://b/'", "'http://x/m.bin'"), some("{'a': 1}", "None", "'bad'"), some("False")),
    call("log_tensorboard_folder", FOLDERS),
    call("log_tensorflow_folder", FOLDERS, metadata=METADATA),
)
PICTURES = mostly(
    some("pixels(4, 5)", "pixels(4, 5, 3)", "pixels(3, 4, 4)", "pixels(4, 5, 3, 'float32')", "d+'/img.png'", "pixels(4, 5, 0, 'float64')"),
    some(
        "pixels(4, 5, 2)", "pixels(4, 5, 1)", "pixels(3, 4, 5)", "None", "''", "d+'/missing.png'", "d+'/a.txt'", "[]", "5",
        "[[0.1, 0.5]]", "[[[1, 2, 3], [4, 5, 6]]]", "pixels(2, 3, 0, 'int32')-3", "np.full((2, 2), np.nan)", "np.zeros(3)",
        "pixels(2, 3, 0, 'bool')", "pixels(2, 3, 0, 'uint16')", "io.BytesIO(b'abc')", "open(d+'/img.png', 'rb')", "pixels(3, 4, 5)*1.0",
    ),
)
ANNOTATIONS = mostly(
    some(
        "[{'name': 'l', 'data': [{'label': 'a', 'boxes': [[1, 2, 3, 4]], 'score': 0.5}]}]",
        "[{'name': 'l', 'data': [{'label': 'a', 'points': [[1, 2, 3, 4, 5, 6]], 'score': None}]}]", "None",
    ),
    some(
        "[]", "'bad'", "[{'name': 'l'}]", "[{'name': 'l', 'data': [{'label': 5, 'boxes': [[1]], 'score': 'x'}]}]",
        "[{'name': 'l', 'data': []}]", "{'name': 'l', 'data': []}", "[5]", "[{'data': [{'label': 'a'}]}]",
        "[{'name': 'l', 'data': [{'label': 'a', 'boxes': [[1, 2, 3, 4]]}], 'more': 1}]",
    ),
)
MEDIA = st.one_of(
    call(
        "log_image", PICTURES, name=NAMES, image_format=mostly(some("'png'", "'jpeg'"), some("'gif'", "'odd'", "None", "5")),
        image_scale=mostly(some("1.0", "2", "0.5"), some("0", "'x'", "None", "-1")), image_shape=some("(2, 2)", "(3, 2)", "None", "5"),
        image_colormap=mostly(some("'gray'", "'viridis'"), some("'odd'", "5", "None")), image_minmax=some("(0, 30)", "None", "(0, 1)", "5"),
        image_channels=mostly(some("'last'", "'first'"), some("'odd'", "None")), copy_to_tmp=FLAGS, annotations=ANNOTATIONS, step=STEPS, overwrite=FLAGS, metadata=TEXT_KEYS,
    ),
    call("log_image", PICTURES, name=NAMES, annotations=ANNOTATIONS, step=STEPS, image_channels=some("'first'", "'last'")),
    call("log_figure", figure_name=NAMES, figure=mostly(some("figure(1)", "figure(2)"), some("None", "5", "'x'")), format=mostly(some("'auto'", "'svg'", "'png'"), some("'odd'", "None")), **UPLOAD),
    call("log_audio", mostly(some("d+'/s.wav'", "np.linspace(-1, 1, 50)"), FILES), sample_rate=mostly(some("8000", "None"), some("0", "'x'", "4.5")), file_name=NAMES, normalize_data=some("'PCM_16_BIT'", "'PCM_32_BIT'", "'odd'"), **{**UPLOAD, "metadata": TEXT_KEYS}),
    call("log_video", mostly(some("d+'/v.mp4'"), FILES), name=NAMES, format=some("'mp4'", "'gif'", "None", "5"), epoch=EPOCHS, **UPLOAD),
    call("log_points_3d", some("'s'", "'a b'", "''"), mostly(some("[(1, 2, 3)]", "[[1.5, 2, 3]]"), some("None", "[]", "[1]", "'x'", "[(1, 2)]", "[(1, 2, 3, 4)]")), step=STEPS, metadata=some("{'a': 1}", "None")),
)
LISTS = mostly(
    some("[0, 1]", "[0.1, 0.5]", "(1, 2)", "np.array([1., 2.])", "np.linspace(0, 1, 7)", "range(4)"),
    some("[]", "None", "5", "'ab'", "['a', 'b']", "[1]", "[float('nan'), 1]", "[None, 1]", "[float('inf'), 2]", "[True, 2]", "[[1, 2], [3, 4]]", "pd.Series([1, 2])", "np.array([1, np.nan])"),
)
TABLES = mostly(
    some("[[1, 2], [3, 4]]", "[['a', 0.5]]", "pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})", "pd.DataFrame({'a': [0.1]})", "np.array([[1, 2], [3, 4]])"),
    some("None", "[]", "5", "'x'", "[1, 2]", "[['a,b', 'c\"d\\n']]", "[[None, float('nan')]]", "{'a': [1]}", "[[]]", "[[1], [2, 3]]", "pd.DataFrame()", "pd.Series([1, 2])", "[(1, True)]"),
)
CHARTS = st.one_of(
    call("log_curve", TEXTS, LISTS, LISTS, **UPLOAD),
    call("log_histogram_3d", mostly(LISTS, some("[1]*9", "np.ones((2, 2))", "[10**30]", "[1e-9, 1e9]", "{'a': 1}", "[np.float32(0.1)]")), name=NAMES, step=STEPS, epoch=EPOCHS, metadata=METADATA),
    call("log_histogram_3d", LISTS, start=some("0", "-5", "'x'"), stop=some("10", "1e3"), step=STEPS),
    call(
        "log_confusion_matrix",
        y_true=some("[0, 1, 1]", "[0, 2, 1]", "['a', 'b', 'a']", "[[1, 0], [0, 1], [1, 0]]", "[]", "None", "5", "np.array([0, 1, 2])"),
        y_predicted=some("[0, 1, 0]", "[2, 1, 0]", "[1, 1, 1]", "[[1, 0], [1, 0], [0.2, 0.8]]", "None", "[0]", "np.array([0, 1, 1])"),
        labels=mostly(some("['a', 'b', 'c']", "['a', 'b']", "None"), some("[]", "'ab'", "[1, 2]", "5")),
        title=TEXTS, row_label=TEXTS, file_name=NAMES, epoch=EPOCHS, max_categories=some("2", "1", "25"), max_examples_per_cell=some("1", "0", "25"), **UPLOAD,
    ),
    call("log_confusion_matrix", matrix=some("[[1, 2], [3, 4]]", "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "[]", "[[1]]", "np.array([[1, 2], [3, 4]])"), labels=some("['a', 'b']", "['x', 'y', 'z']", "None"), step=STEPS, file_name=NAMES),
    call("log_confusion_matrix", some("[0, 1, 1, 2]", "[0, 0, 1, 1]"), some("[0, 1, 0, 1]", "[1, 1, 1, 1]"), step=STEPS, title=TEXTS),
    call("log_table", mostly(some("'t.csv'", "'t.tsv'", "'t.json'", "'sub/t.csv'", "'t.md'"), some("'t'", "''", "None", "5", "'t.odd'", "'T.CSV'", "'t.html'")), TABLES, headers=mostly(some("True", "False", "['a', 'b']"), some("None", "'ab'", "[]", "['a']", "5"))),
    call("create_confusion_matrix", some("[0, 1, 1, 2]", "[0, 0, 1, 1]", "None"), some("[0, 1, 0, 1]", "[1]"), title=TEXTS).map("{}.to_dict()".format),
    call("log_embedding", some("[[1, 2], [3, 4]]", "[[1., 2]]", "[]"), some("['a', 'b']", "['a']"), title=TEXTS, group=TEXTS),
)
MODELS = st.one_of(
    call("register_model", some("'b'", "'none'"), version=some("'1.0.0'", "'bad'", "None"), registry_name=some("'Reg'", "None"), tags=some("['a']", "None", "[]"), comment=TEXTS, description=TEXTS),
    some("e.log_model('b', d+'/model.bin')", "e.log_model('b', d+'/folder')"),
)
ARTIFACTS = st.one_of(
    call("log_artifact", st.builds("artifact({})".format, some("d+'/a.txt'", "d+'/a.txt', 's3://b/k.csv'", "d+'/folder'", "'s3://b/k.csv', metadata={'a': 1}", "d+'/t.csv'", "d+'/t.csv', version_tags=['v']", ""))),
    some("e.log_artifact(None)", "e.log_artifact('a')", "e.log_artifact(artifact(d+'/missing'))", "latest('art')"),
)
CONTEXTS = some(
    "enter(e.train())", "enter(e.test())", "enter(e.validate())",
    "enter(e.context_manager('val'))", "enter(e.context_manager(None))", "enter(e.context_manager(''))",
)
ENDS = some("e.end()", "comet_ml.end()")
STARTS = some(
    "new()", "start()", "start('create')", "start('get')", "start('get_or_create')",
    "new(log_env_details=False)", "new(display_summary_level=0)", "new(auto_histogram_weight_logging=True)",
)
# fmt: on

# How many rules of the state machine draw from each family.
FAMILIES: dict[str, tuple[int, Lines]] = {
    "metrics": (8, METRICS),
    "parameters": (7, PARAMETERS),
    "state": (6, STATE),
    "getters": (2, GETTERS),
    "metadata": (5, META),
    "assets": (4, ASSETS),
    "media": (3, MEDIA),
    "charts": (4, CHARTS),
    "models": (1, MODELS),
    "artifacts": (1, ARTIFACTS),
}
