"""Rows of Comet's confusion matrix are what there was."""

import numpy as np


def test_rows_add_up_to_the_objects_of_each_class(comet_fake, train):
    trainer = train(plots=True)
    matrix = comet_fake.experiment.confusion_matrices.all[-1].matrix
    labels = trainer.validator.dataloader.dataset.labels
    objects = np.bincount(np.concatenate([one["cls"].ravel() for one in labels]).astype(int))
    assert matrix.sum(axis=1)[: len(objects)].tolist() == objects.tolist()
