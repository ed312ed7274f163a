"""Rounds of recruitment that many tests begin with."""

import pytest

from tests.factories import RecruitmentFactory


@pytest.fixture
def open_round(world):
    return RecruitmentFactory(space=world.falls)


@pytest.fixture
def over(world):
    return RecruitmentFactory(space=world.falls, over=True)
