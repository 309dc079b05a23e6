"""The curves that Ultralytics draws arrive."""


def test_curves_are_logged(comet_fake, train):
    with comet_fake.expect_problem("duplicate-point"):  # the last epoch is logged twice
        train(plots=True)
    assert "BoxF1_curve" in comet_fake.experiment.images
