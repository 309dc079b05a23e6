"""Boxes of predictions lie inside the picture that they are drawn on."""

import pytest
import torch


@pytest.fixture
def logger(comet_fake, data_set, monkeypatch):
    monkeypatch.setattr("sys.argv", ["train.py", "--data", str(data_set / "data.yaml")])
    from yolov5.train import parse_opt
    from yolov5.utils.loggers.comet import CometLogger

    (data_set / "opt.yaml").touch()
    options = parse_opt(known=True)
    options.hyp, options.save_dir = {}, str(data_set)
    return CometLogger(options, hyp={})


def test_boxes_lie_inside_the_picture(comet_fake, data_set, logger):
    picture = next((data_set / "images" / "val").glob("*.png"))  # 128 by 96 pixels
    resized = torch.zeros(3, 64, 64)
    found = torch.tensor([[80.0, 60.0, 120.0, 90.0, 0.9, 0.0]])
    truth = torch.tensor([[0.0, 80.0, 60.0, 120.0, 90.0]])
    logger.log_predictions(resized, truth, str(picture), (96, 128), found)
    logger.finish_run()
    (image,) = comet_fake.experiment.images.all
    height, width = image.pixels.shape[:2]
    assert width >= 120
    assert height >= 90
