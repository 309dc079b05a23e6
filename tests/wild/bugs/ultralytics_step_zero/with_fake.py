"""Every epoch has a step of its own, on a small data set too."""


def test_there_are_as_many_steps_as_epochs(comet_fake, train):
    train(epochs=3, batch=16)
    losses = comet_fake.experiment.metrics["train/box_loss"]
    assert len(set(losses.steps)) == len(set(losses.epochs))
