"""Beginning an application as somebody who has no account yet."""

from django.db import transaction

from allteach.collaboratives.actions.recruitment.writing import begin_application
from allteach.collaboratives.models import Application, Recruitment
from allteach.people.actions import make_account, make_person
from allteach.people.models import Account


@transaction.atomic
def begin_as_newcomer(*, recruitment: Recruitment, name: str, email: str, practice: str) -> tuple[Account, Application]:
    """Make a person with an account at an address that they have shown to be theirs, and begin their application.

    Raises ValidationError, by field; also when there is an account with the address: its owner signs in first.
    """
    space = recruitment.space
    person = make_person(name=name, language=space.language, time_zone=space.time_zone)
    account = make_account(person=person, email=email, by=person)
    return account, begin_application(recruitment=recruitment, practice=practice, by=person)
