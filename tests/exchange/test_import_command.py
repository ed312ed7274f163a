"""`manage.py import_values`: the same rules as the page, at a terminal."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from allteach.measures.models import Measurement, ValueImport
from allteach.spaces.models import DataAgreement, Team

MAPPING = {
    "team": "team",
    "period": "month",
    "readings": [{"measure": "falls-harm", "numerator": "n", "denominator": "d"}],
}


@pytest.fixture
def run(world, tmp_path):
    """Run the command on a file of these rows: what it said on both ways out."""
    assert world.ward_7_falls

    def run(*rows, by="", options=()):
        (tmp_path / "falls.csv").write_text("\n".join(("team,month,n,d", *rows)))
        (tmp_path / "mapping.json").write_text(json.dumps(MAPPING))
        out, remarks = io.StringIO(), io.StringIO()
        call_command(
            *("import_values", tmp_path / "falls.csv", "--collaborative", "falls"),
            *("--by", by or world.esi.account.email, "--map", tmp_path / "mapping.json", *options),
            stdout=out,
            stderr=remarks,
        )
        return out.getvalue(), remarks.getvalue()

    return run


def test_values_are_taken_over_and_counted(run, world):
    _out, remarks = run("Ward 7,2025-07,3,41")

    assert "2 lines: 1 rows read" in remarks
    assert "Taken over: 1 new, 0 replaced." in remarks
    assert Measurement.objects.filter(team_measure=world.ward_7_falls, period_start="2025-07-01").count() == 1


def test_a_dry_run_writes_nothing_and_leaves_the_file(run):
    _out, remarks = run("Ward 7,2025-07,3,41", options=["--dry-run"])

    assert remarks.endswith("Nothing was written.\n")
    assert not Measurement.objects.filter(period_start="2025-07-01").exists()
    assert ValueImport.objects.get().state == "left"


def test_what_is_refused_goes_to_standard_output_and_stops_all(run):
    with pytest.raises(CommandError, match="Some values are refused"):
        run("Ward 7,2025-07,3,41", "Ward 7,2025-08,50,41")

    assert not Measurement.objects.filter(period_start="2025-07-01").exists()


def test_only_what_is_right_when_asked_for(run):
    out, _remarks = run("Ward 7,2025-07,3,41", "Ward 7,2025-08,50,41", options=["--valid-only"])

    assert out == "3\tLine 3: 50 of 41 cannot be. Is one of the two a slip?\n"
    assert Measurement.objects.filter(period_start="2025-07-01").exists()


def test_teams_are_made_when_asked_for(run):
    run("Ward 11,2025-07,3,41", options=["--make-teams", "--ground", "Published"])

    assert DataAgreement.objects.get(organisation=Team.objects.get(name="Ward 11").organisation).ground == "Published"


def test_what_is_open_is_said(run):
    with pytest.raises(CommandError, match="We know no team “Ward 11”"):
        run("Ward 11,2025-07,3,41")


@pytest.mark.parametrize(("who", "words"), [("amina", "may not import"), ("nobody", "Nobody here has the address")])
def test_whoever_may_not_is_told(run, world, who, words):
    by = world.amina.account.email if who == "amina" else "nobody@allteach.example"

    with pytest.raises(CommandError, match=words):
        run("Ward 7,2025-07,3,41", by=by)
