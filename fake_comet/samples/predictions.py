"""Makes lists of what a detector found, in the form of COCO results that Ultralytics keeps too."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.samples.chance import check
from fake_comet.samples.pictures import SMALLEST, Pictures

_FINER: Final = 8  # what is found does not end at whole pixels, but at these parts of them


class Predictions(Pictures):
    """Lists of predictions."""

    def predictions(
        self,
        images: int = 4,
        *,
        most: int = 5,
        classes: int = 80,
        width: int = 640,
        height: int = 480,
        polygons: bool = False,
    ) -> list[dict[str, Any]]:
        """Up to ``most`` boxes in each of so many images, the surest first; all can be JSON.

        Args:
            polygons: whether each has its outline, too, as ``segmentation``.
        """
        check("images", images, 0)
        check("most", most, 0)
        check("classes", classes, 1)
        check("width", width, SMALLEST)
        check("height", height, SMALLEST)
        left_out = () if polygons else ("segmentation",)
        rows = []
        for number in sorted(self._random.sample(range(1, 100 * (images + 1)), images)):
            image = {"image_id": number, "file_name": f"{number:012}.jpg"}
            found = [
                self._prediction(width, height, classes)
                for _ in range(self._random.randint(0, most))
            ]
            rows += [image | one for one in sorted(found, key=_score, reverse=True)]
        return [{k: v for k, v in row.items() if k not in left_out} for row in rows]

    def _prediction(self, width: int, height: int, classes: int) -> dict[str, Any]:
        thing = self._thing(width * _FINER, height * _FINER, [""])
        points = [coordinate for point in thing.polygon for coordinate in point]
        return {
            "category_id": self._random.randrange(classes),
            "bbox": [value / _FINER for value in thing.box],
            "score": self._between(0.001, 1, 5),
            "segmentation": [[value / _FINER for value in points]],
        }


def _score(prediction: dict[str, Any]) -> float:
    score: float = prediction["score"]
    return score
