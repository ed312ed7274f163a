"""The engine agrees with every normative case of the reference collection, where that is at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "spc-reference"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference cases are kept beside the repository")
def test_every_normative_case_agrees():
    compare = [sys.executable, REFERENCE / "compare.py", "--", sys.executable, ROOT / "tests" / "spc" / "reference.py"]

    found = subprocess.run(compare, capture_output=True, text=True, check=False)

    assert found.stdout.splitlines()[-1] == "133 of 133 normative cases agree"


def test_a_case_that_cannot_be_read_spoils_no_other(tmp_path):
    series = {"x_kind": "index", "values": [3, 4, 5], "denominators": None}
    options = {"ruleset": "run_chart_classic", "center": None, "sigma": None}
    good = {"id": "good", "suite": "rules", "chart": "run", "inputs": {**series, "options": options}}
    bad = {**good, "id": "bad", "suite": "unknown"}
    paths = [tmp_path / "bad.json", tmp_path / "good.json"]
    for path, case in zip(paths, (bad, good), strict=True):
        path.write_text(json.dumps(case))

    command = [sys.executable, ROOT / "tests" / "spc" / "reference.py", *paths]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["bad", "good"]
    assert json.loads(lines[1])["median"] == 4
