"""Arguments of a run are those of real ones."""

from __future__ import annotations

import pytest

from reference_impl.engine.arguments import CURRENT, LEGACY, arguments


def test_arguments_not_given_have_their_defaults() -> None:
    args = arguments("8.4.190", epochs=3)
    assert (args.epochs, args.imgsz, args.batch, args.lr0) == (3, 640, 16, 0.01)


def test_arguments_iterate_as_pairs() -> None:
    assert dict(arguments("8.4.190")) == CURRENT


def test_arguments_can_be_asked_with_a_default() -> None:
    assert arguments("8.4.190").get("nothing", 7) == 7


def test_unknown_argument_names_the_nearest() -> None:
    with pytest.raises(SyntaxError, match=r"'epoch' is not a valid YOLO argument.*'epochs'"):
        arguments("8.4.190", epoch=3)


def test_unknown_argument_without_a_near_one_is_named() -> None:
    with pytest.raises(SyntaxError, match=r"'zzz' is not a valid YOLO argument$"):
        arguments("8.4.190", zzz=3)


def test_releases_differ_in_arguments() -> None:
    assert {"crop_fraction", "int8"} <= set(LEGACY) - set(CURRENT)
    assert {"cutmix", "compile"} <= set(CURRENT) - set(LEGACY)
    assert arguments("8.3.74").multi_scale is False
