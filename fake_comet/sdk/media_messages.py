"""Texts of the real SDK about media, word for word as comet_ml 3.58.8 has them."""

from typing import Final

# images
IMAGE_NONE: Final = "image_data cannot be None"
IMAGE_IS_FIGURE: Final = (
    "Please use the log_figure() method for logging a matplotlib.Figure. The log_image() "
    "method is not "
    "suitable for this purpose and will not record the image data."
)
IMAGE_TOO_BIG: Final = "Image %s is bigger than the upload limit, %s > %s"
IMAGE_FAILED: Final = "Could not convert image_data into an image due to: %r"
IMAGE_NOT_MADE: Final = "Could not convert image_data into an image"
IMAGE_TYPE: Final = "invalid image file_type: %s"
IMAGE_ON_GPU: Final = (
    "GPU tensor logging is not supported. Move tensor to CPU with Tensor.cpu() before "
    "calling log_image()."
)
IMAGE_NOT_FROM_ARRAY: Final = (
    "Couldn't convert input:\n{}\ninto an image with shape {} using PIL.Image.fromarray: {}"
)
IMAGE_SHAPE: Final = "invalid image_shape: %s; should be 2D or 3D"
IMAGE_SHAPE_IGNORED: Final = "WARNING: invalid image_shape; ignored"
IMAGE_COLORMAP_IGNORED: Final = "WARNING: invalid image_colormap; ignored"
NEEDS_PIL: Final = "The Python library PIL is required for this operation"
NEEDS_NUMPY: Final = "The Python library numpy is required for this operation"
NEEDS_PIL_NUMPY_MATPLOTLIB: Final = (
    "The Python libraries PIL, numpy, and matplotlib are required for converting a numpy "
    "array into an image"
)

# annotations of images
ANNOTATIONS_INVALID: Final = "Failed to validate image annotations:\n%r"
ANNOTATIONS_UNEXPECTED: Final = "Unexpected validation error: %r"
LAYER_NAME_MISSING: Final = "Layer's 'name' is missing from one or all of image annotations"
LAYER_DATA_MISSING: Final = "Layer's 'data' is missing from one or all of image annotations"
DATA_EMPTY: Final = "'data' section is empty in one or all image annotations"
DATA_WITHOUT_SHAPES: Final = (
    "'boxes' and/or 'points' must be in image annotation 'data' section: %s"
)
DATA_WITHOUT_LABEL: Final = "'label' not found in image annotation 'data' section: %s"
DATA_SCORE: Final = "'score' value must be a number in 'data' section: %s"
DATA_ID: Final = "'id' value must be a string in 'data' section: %s"
DATA_METADATA: Final = "'metadata' value must be a dictionary in 'data' section: %s"
BOXES_NO_LIST: Final = "'boxes' must be a list, was provided: '%s'"
BOXES_NO_LISTS: Final = "'boxes' must be a list of lists [[x, y, w, h], ...], was provided: '%s'"
BOXES_NO_NUMBERS: Final = "'boxes' values must be a numbers, was provided: '%s'"
POINTS_NO_LIST: Final = "'points' must be a list, was provided: '%s'"
POINTS_NO_LISTS: Final = (
    "'points' must be a list of lists with points coordinates [[x1, y1, x2, y2, x3, y3 ...], ...], "
    "was provided: '%s'"
)
POINTS_NO_NUMBERS: Final = "'points' values must be a numbers, was provided: '%s'"
LABEL_TYPE: Final = "label must be a string"
LABEL_EMPTY: Final = "label must be a non-zero length string"
SCORE_TYPE: Final = "score must be a number if given"
ID_TYPE: Final = "id must be a str if given"
METADATA_TYPE: Final = "metadata must be a dict if given"
BOX_LENGTH: Final = "a box must be 4-tuple (x, y, width, height)"
BOX_X: Final = "x must be a number"
BOX_Y: Final = "y must be a number"
BOX_WIDTH: Final = "width must be a number"
BOX_HEIGHT: Final = "height must be a number"
POLYGON_TYPE: Final = "Polygon points must be a list or tuple"
POLYGON_LENGTH: Final = "Polygon points must be composed of at least three points"
POINT_TYPE: Final = "a Polygon point must be a list or tuple"
POINT_LENGTH: Final = "a Polygon point must be composed of (x, y) components"
POINT_X: Final = "a Polygon point's x must be a number"
POINT_Y: Final = "a Polygon point's y must be a number"
LAYER_BOXES: Final = "Layer boxes takes a list Boxes"
LAYER_POLYGONS: Final = "Layer polygons takes a list Polygons"
LAYER_NO_POLYGON: Final = "Layer polygons, if given, must contain at least one polygon"
LAYER_EMPTY: Final = "Layer must contain either boxes or polygons"
LAYER_NAME_TYPE: Final = "Layer name must be a string"
LAYER_NAME_EMPTY: Final = "Layer name must be a non-zero length string"

# figures
KALEIDO_MISSING: Final = (
    "Kaleido is not installed, please run `pip install kaleido` to use log_figure for plotly "
    "figures."
)
FIGURE_EMPTY: Final = "The figure is empty, please call log_figure() before calling show()."
FIGURE_UNSUPPORTED: Final = (
    "Unsupported figure type: %r provided. Please use the following figure types: "
    "Plotly Figures, Matplotlib Figures, or Seaborn plots."
)
FIGURE_NOT_SAVED: Final = "Failing to save the matplotlib figure, reason: %s"
PLOTLY_NOT_SAVED: Final = (
    "Failing to save the plotly figure; requires dependencies: "
    "see https://plotly.com/python/static-image-export/"
)
FIGURE_AS_PNG: Final = (
    "Trying to log a figure that is exceeding allowed SVG file size limit (%d > %d). "
    "Falling back to %s format."
)
FIGURE_TOO_BIG: Final = "Figure number %d is bigger than the upload limit, %s > %s"

# sound
AUDIO_NONE: Final = "audio_data cannot be None"
AUDIO_NORMALIZATION: Final = (
    "Unsupported normalize_data parameter value: %r. Please use one of the following: %r"
)
AUDIO_TYPE: Final = "Unsupported audio_data type %r"
AUDIO_NEEDS_NUMPY: Final = "Numpy is needed when passing a numpy array to log_audio"
AUDIO_RATE_NONE: Final = "sample_rate cannot be None when logging a numpy array"
AUDIO_RATE_ZERO: Final = "sample_rate cannot be 0 when logging a numpy array"
AUDIO_NEEDS_SCIPY: Final = "The Python libraries numpy, and scipy are required for this operation"
AUDIO_TOO_BIG: Final = "Audio %s is bigger than the upload limit, %s > %s"

# video
VIDEO_NONE: Final = "video_data cannot be None"
VIDEO_WITHOUT_EXTENSION: Final = "No extension was found for the provided input"
VIDEO_EXTENSION: Final = "%s is not supported, supported extensions are: %s"
VIDEO_TOO_BIG: Final = "Video %s is bigger than the upload limit, %s > %s"

# 3-D points
SCENE_EMPTY: Final = "Either points or boxes are required."
POINTS_CUT: Final = "Provided points length is over limit, limiting points to %s"
BOXES_CUT: Final = "Provided boxes length is over limit, limiting boxes to %s"
SCENE_NEEDS_PIL: Final = "The Python library Pillow is required to generate a 3D Cloud thumbnail"
SCENE_COLOR: Final = "%s is not a valid color for %s, please choose a number between 0 to 255."
