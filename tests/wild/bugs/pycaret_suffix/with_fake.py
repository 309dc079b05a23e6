"""A page that was saved is shown as one."""

from pycaret.loggers import CometLogger


def test_html_is_recorded(comet_fake, tmp_path):
    page = tmp_path / "report.html"
    page.write_text("<h1>Done</h1>")
    logger = CometLogger()
    logger.init_experiment("toy", "run")
    logger.log_artifact(str(page))
    logger.finish_experiment()
    assert "<h1>Done</h1>" in comet_fake.experiment.html
