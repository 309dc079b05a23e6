"""Goldens: recordings kept beside a test and compared with. It knows no pytest."""

from fake_comet.golden.checking import Check, CometGolden
from fake_comet.golden.place import Place
from fake_comet.golden.shelf import Mode, Shelf

__all__ = ["Check", "CometGolden", "Mode", "Place", "Shelf"]
