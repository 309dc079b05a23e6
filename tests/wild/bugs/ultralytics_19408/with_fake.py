"""Boxes of a data set of one's own have the names of its classes."""


def test_labels_are_names_of_classes(comet_fake, train):
    with comet_fake.expect_problem("duplicate-point"):  # the last epoch is logged twice
        train(save_json=True)
    labels = {
        shape["label"]
        for image in comet_fake.experiment.images.all
        for layer in image.annotations or ()
        if layer["name"] == "prediction"
        for shape in layer["data"]
    }
    assert labels
    assert labels <= {"red", "green", "blue"}
