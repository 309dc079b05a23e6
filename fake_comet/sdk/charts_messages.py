"""The SDK's texts about tables, curves, histograms, matrices and embeddings, word for word."""

from __future__ import annotations

from typing import Final

# tables
TABLE_HEADERS_IGNORED: Final = "Headers are ignored when calling log_table with a filename"
TABLE_MISSING: Final = (
    "Either tabular_data or a valid file-path are required when calling log_table; ignoring"
)
TABLE_NAME_NOT_TEXT: Final = "filename argument of log_table must be a string"
TABLE_FORMAT: Final = "Tabular filename must end with '.tsv' or '.csv', not %r"
DATAFRAME_FORMAT: Final = (
    "Tabular dataframe filename must end with 'json', 'csv', 'md', or 'html', not %r"
)
DATAFRAME_FAILED: Final = "dataframe conversion to %r failed; ignored"
PROFILE_NEEDS_PANDAS: Final = "pandas is required to log a dataframe; ignoring"
PROFILE_NOT_DATAFRAME: Final = "dataframe must be a pandas DataFrame; ignoring"
PROFILE_NEEDS_PACKAGE: Final = (
    "ydata_profiling or pandas_profiling is required to log profile; ignoring"
)
PROFILE_FAILED: Final = "Unable to profile dataframe; ignoring"

# curves and histograms
CURVE_INVALID: Final = "Invalid 'curve' data, ignoring. Validation failures: %r"
CURVE_NAME: Final = "'name' of the curve is mandatory and must be a string"
CURVE_X: Final = "'x' values must be a list of numbers"
CURVE_Y: Final = "'y' values must be a list of numbers"
HISTOGRAM_EMPTY: Final = "ignoring empty histogram"
HISTOGRAM_CUSTOM_BINS: Final = (
    "Histogram will deprecate changing start, stop, or step values in a future version"
)
HISTOGRAM_STEP: Final = "Histogram step must be greater than 1.0"
HISTOGRAM_START: Final = "Histogram start must be greater than 0.0"
HISTOGRAM_STOP: Final = "Histogram stop must be greater than start"
HISTOGRAM_NO_FILE: Final = "Histogram.from_json: no such file %r"
HISTOGRAM_REGIONS: Final = "Can't subtract Histograms of different regions"

# confusion matrices
MATRIX_EMPTY: Final = "Attempt to log empty confusion matrix; ignoring"
MATRIX_NOT_CREATED: Final = "Error creating confusion matrix: %s; ignoring"
MATRIX_NOT_LOGGED: Final = "Error logging confusion matrix; ignoring"
MATRIX_LENGTHS: Final = "y_true and y_predicted should have the same lengths (%d != %d)"
MATRIX_WINNERS: Final = "Resulting len(y_true) != len(y_predicted) (%s != %s)"
MATRIX_NOT_BOTH: Final = "you need to give either (y_true and y_predicted) or matrix, NOT both"
MATRIX_NEEDS_BOTH: Final = "if you give y_true OR y_predicted you must give both"
MATRIX_NOT_CONVERTED: Final = "convert_to_matrix failed; confusion matrix not generated"
MATRIX_NOT_2D: Final = "matrix should be two dimensional"
MATRIX_ROW_NOT_1D: Final = "list should be one dimensional"
MATRIX_WRONG_TYPE: Final = "%r is not of type %r"
MATRIX_INVALID_TRUE: Final = "Invalid y_true value %r, ignoring it"
MATRIX_INVALID_PREDICTED: Final = "Invalid y_predictor value %r, ignoring it"
MATRIX_LABELS: Final = "The length of labels does not match number of categories"
EXAMPLE_FAILED: Final = "%r failed for index %s; example not generated"
EXAMPLE_NONE: Final = "%r returned None for index %s; example not generated"
EXAMPLE_DICT: Final = (
    "%r returned an invalid dict for index %s, must match {'sample': ..., 'assetId': ...}"
)
EXAMPLE_TYPE: Final = (
    "%r returned invalid type %r at index %s, must return an int, string, URL, "
    "or {'sample': string, 'assetId': string}"
)
EXAMPLE_NO_IMAGES: Final = "images were not set; ignoring examples"
EXAMPLE_NO_EXPERIMENT: Final = (
    "experiment is not set; use experiment.create_confusion_matrix(); ignoring examples"
)
EXAMPLE_NO_IMAGE: Final = "unable to generate image from images; ignoring example"
EXAMPLE_NO_HASH: Final = "unable to generate hash from image"

# embeddings
EMBEDDING_EXPERIMENTAL: Final = (
    "Logging embedding is experimental - the API and logged data are subject to change"
)
EMBEDDING_NO_VECTORS: Final = "create_embedding: empty vector; ignoring"
EMBEDDING_SHAPE: Final = "create_embedding: error getting vector shape; ignoring"
EMBEDDING_NO_METADATA: Final = "create_embedding: empty metadata; ignoring"
EMBEDDING_NO_IMAGE_SIZE: Final = "create_embedding: no image_size given; ignoring images"
EMBEDDING_IMAGE_FAILED: Final = (
    "create_embedding_image: error creating images; continuing without images"
)
EMBEDDING_GROUPS_FAILED: Final = "Couldn't log embedding groups"
EMBEDDING_NO_VECTOR_SOURCE: Final = "Either vector_url or vector_asset_id must be provided"
EMBEDDING_NO_METADATA_SOURCE: Final = "Either metadata_url or metadata_asset_id must be provided"
IMAGE_NEEDS_ALPHA: Final = "image must have an alpha channel in order to set a background color"
NEEDS_PILLOW: Final = "The Python library PIL is required for this operation"


def curve_lengths(x: int, y: int) -> str:
    """Why a curve of unequal lengths is refused."""
    return f"the number of 'x' values ({x}) doesn't match the number of 'y' values ({y})"


def not_a_list(annotations: object) -> str:
    """Why the annotations of a confusion matrix's images are refused."""
    return f"images_annotations is not a list as expected, has a type of: {type(annotations)}"
