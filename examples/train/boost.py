"""Trains boosted trees with LightGBM: boost.py FOLDER

FOLDER holds job.json and, as little-endian float32, rows.f32 (a row after the other), labels.f32 and weights.f32, and folds.u8
(one byte a row). job.json has "width" (features of a row), "params" (of LightGBM), "rounds", and "models": for each a "name" and
the folds it goes "without". Writes FOLDER/<name>.txt in LightGBM's own format. Called by the example `train`.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy


def main(folder):
    job = json.loads((folder / "job.json").read_text())
    rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, job["width"])
    labels = numpy.fromfile(folder / "labels.f32", dtype="<f4")
    weights = numpy.fromfile(folder / "weights.f32", dtype="<f4")
    folds = numpy.fromfile(folder / "folds.u8", dtype="u1")
    params = {"verbose": -1, "deterministic": True, "force_row_wise": True, "seed": 1, "feature_pre_filter": False, **job["params"]}
    # Bins are found once for all models.
    data = lightgbm.Dataset(rows, labels, weight=weights, params=params, free_raw_data=False).construct()
    for model in job["models"]:
        used = numpy.nonzero(~numpy.isin(folds, model["without"]))[0]
        booster = lightgbm.train(params, data.subset(used), job["rounds"])
        booster.save_model(folder / f"{model['name']}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
