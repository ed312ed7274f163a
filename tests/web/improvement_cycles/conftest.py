"""A test of change at each of its stages, and Amina signed in."""

import pytest

from allteach.improvement import actions
from tests.factories import (
    CycleFactory,
)
from tests.web.improvement_cycles.words import MARCH_3, MARCH_14


@pytest.fixture
def amina(client, world):
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def planned(world):
    return CycleFactory(team=world.ward_7, title="Goal card", planned_end_on=MARCH_14)


@pytest.fixture
def doing(world, planned):
    return actions.begin_do(cycle=planned, started_on=MARCH_3, by=world.amina)


@pytest.fixture
def studying(world, doing):
    return actions.record_do(cycle=doing, observations="It rang.", ended_on=MARCH_14, by=world.amina)


@pytest.fixture
def studied(world, studying):
    return actions.record_study(
        cycle=studying,
        outcomes=[{"outcome": "worse"}],
        results_summary="11 minutes",
        what_we_learned="Short",
        by=world.amina,
    )
