"""Every report, built from rows and made in every format, by those who may have it."""

import pytest

from allteach.reports.catalogue import REPORTS, build
from allteach.reports.formats import file_of
from allteach.reports.html import html
from tests.factories import AimFactory, CycleFactory, ImplementedChangeFactory


def about_a_team(world):
    assert world.clinic_feet
    AimFactory(team=world.clinic)
    CycleFactory(team=world.clinic, title="Goal card")
    ImplementedChangeFactory(team=world.clinic)
    return world.clinic


ABOUT = {"team_progress": about_a_team}


def test_every_report_is_tried():
    assert set(ABOUT) == set(REPORTS)


@pytest.mark.parametrize("key", sorted(REPORTS))
def test_a_report_is_made_in_each_of_its_formats(world, key):
    about = ABOUT[key](world)

    made = build(key, about, seen_by=world.farah)

    assert html(made)
    for form in REPORTS[key].formats:
        assert len(file_of(made, form).content) > 1000


def test_a_team_that_has_nothing_yet_has_a_report_that_says_so(world):
    made = build("team_progress", world.clinic, seen_by=world.farah)

    assert "No measure yet." in html(made)
    assert file_of(made, "pdf").content


def test_another_team_reads_no_small_number(world):
    about_a_team(world)

    own, others = (html(build("team_progress", world.clinic, seen_by=each)) for each in (world.farah, world.gil))

    assert "3 of 8" in own
    assert "3 of 8" not in others
    assert "Numbers that could point to a person are hidden" in others
