from __future__ import annotations

import fake_comet


def test_module_functions_act_on_the_running_experiment() -> None:
    with fake_comet.activate() as session:
        import comet_ml

        assert comet_ml.flush() is None
        assert comet_ml.end() is None
        experiment = comet_ml.start()
        assert comet_ml.flush() is True
        comet_ml.end()
        assert experiment.ended
        assert comet_ml.get_running_experiment() is experiment
    assert session.problems == ()
