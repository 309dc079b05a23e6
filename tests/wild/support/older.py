"""A pytest plugin that puts back names which Python and numpy have dropped since old releases."""

import collections
import collections.abc

import numpy as np

for _name in ("Iterable", "Mapping", "Sequence"):
    if not hasattr(collections, _name):
        setattr(collections, _name, getattr(collections.abc, _name))
if not hasattr(np, "Inf"):
    np.Inf = np.inf
