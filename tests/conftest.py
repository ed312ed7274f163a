import pytest

from tests.world import World


@pytest.fixture
def world(db):
    """The cast and their spaces, each made when first asked for."""
    return World()
