"""Boxes have the names of their classes where numbers have gaps, as those of COCO."""


def number_as_coco(validator):
    validator.class_map = [1, 13, 90]


def test_labels_are_names_of_classes(comet_fake, train):
    numbering = {"on_val_batch_start": number_as_coco}
    with comet_fake.expect_problem("duplicate-point"):  # the last epoch is logged twice
        train(save_json=True, callbacks=numbering)
    labels = {
        shape["label"]
        for image in comet_fake.experiment.images.all
        for layer in image.annotations or ()
        if layer["name"] == "prediction"
        for shape in layer["data"]
    }
    assert labels
    assert labels <= {"red", "green", "blue"}
