"""What the tests of recruitment share: how a round is decided on, and what an action refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application

DAY = timedelta(days=1)
State = Application.State


def refused_fields(action, **said) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        action(**said)
    return sorted(getattr(refused.value, "error_dict", {"": None}))


def decide(application, by, decision="accept", **said):
    usual = {"reasons": "A strong team", "feedback": "Thank you", "support": "A coach for numbers"}
    return actions.decide_application(application=application, decision=decision, by=by, **{**usual, **said})
