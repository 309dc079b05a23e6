"""Most SDK calls of the days of `ws_msg`; run with comet_ml 3.31.22 and 3.41.0 on Python 3.10, offline."""
import sys

import comet_ml
import numpy as np

e = comet_ml.OfflineExperiment(
    project_name="old", workspace="ws", log_code=False, log_env_details=False, parse_args=False,
    log_git_metadata=False, log_git_patch=False, display_summary_level=0, offline_directory=sys.argv[1],
)
e.set_name("before 3.42"); e.add_tags(["t1", "t2"]); e.set_filename("train.py"); e.log_code(code="x = 1", code_name="snip.py")
print("a line on standard output")
e.log_metric("loss", 0.5, step=1, epoch=0); e.log_metric("loss", np.float32(0.25), step=2); e.log_metric("nan", float("nan"))
with e.train(): e.log_metric("accuracy", 0.75, step=2)
e.log_parameter("lr", 0.1); e.log_parameter("sizes", [1, 2]); e.log_parameters({"x": True, "n": {"k": "v"}})
e.log_other("o", "v"); e.log_others({"k1": 1, "k2": [1, 2]}); e.log_dataset_info(name="d", version="1")
e.log_html("<p>h</p>"); e.log_html("<p>only</p>", clear=True); e.set_model_graph("graph text")
e.log_system_info("si", "v"); e.log_text("txt", step=2, metadata={"a": 1})
e.log_image(np.zeros((4, 4, 3), "uint8"), name="black", step=2); e.log_histogram_3d([1, 2, 3], name="h", step=2)
e.log_confusion_matrix([0, 1, 1], [1, 1, 0], labels=["a", "b"], title="cm", step=2); e.log_curve("c", [0, 1], [1, 0], step=2)
e.log_table("t.csv", [[1, 2]], headers=["a", "b"]); e.log_asset_data({"j": [1]}, name="j.json")
with open("weights.bin", "wb") as file: file.write(b"weights")
e.log_model("mod", "weights.bin"); e.log_remote_asset("s3://b/k", "r.bin", metadata={"m": 1})
e.log_points_3d("scene", points=[[0, 0, 0]], step=2); e.end()
