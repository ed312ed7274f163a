"""Letters about what is gone are not written, and links lead to the space they speak of."""

import pytest

from allteach.messaging.letters import link_to_space
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from tests.factories import CollaborativeFactory, TeamFactory


@pytest.mark.django_db
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_about_something_that_is_gone_is_not_written(world, letter):
    message = Message(letter=letter, person=world.amina, about="spaces.invitation:999999")

    assert LETTERS[letter].says(message) is None


@pytest.mark.django_db
def test_a_link_leads_to_the_team_the_collaborative_or_home():
    team, collaborative = TeamFactory(), CollaborativeFactory()

    assert link_to_space(team).endswith(f"/teams/{team.slug}/")
    assert link_to_space(collaborative).endswith(f"/spaces/{collaborative.slug}/")
    collaborative.kind = "network"
    assert link_to_space(collaborative).endswith("/")
