"""A confusion matrix at a save interval counts something."""


def test_matrices_are_not_all_zero(comet_fake, train, monkeypatch):
    monkeypatch.setenv("COMET_EVAL_LOG_CONFUSION_MATRIX", "true")
    train(epochs=2, save_period=1)
    matrices = comet_fake.experiment.confusion_matrices.all
    assert matrices
    assert 0 not in [float(found.matrix.sum()) for found in matrices]
