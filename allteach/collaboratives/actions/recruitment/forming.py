"""A team comes into being from its application: nothing is typed again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import keep, locked
from allteach.collaboratives.actions.teams import add_team
from allteach.collaboratives.models import Application, ApplicationWriter, ProposedPerson, ReadinessReview
from allteach.people.models import Person
from allteach.spaces.actions import add_member, invite
from allteach.spaces.models import Space
from allteach.spaces.roles import Perspective, Role


@transaction.atomic
def form_team(*, application: Application, coach: Person | None = None, by: Person) -> Space:
    """Make the team of an application whose place was taken, with its profile; invite its people and its sponsor.

    Those who wrote the application and proposed themselves are in it at once; the others answer an invitation. Done
    twice, it answers with the team that stands. Raises ValidationError when the place is not taken.
    """
    application = locked(application)
    if application.team is not None:
        return application.team
    if application.state != Application.State.TAKEN or application.organisation is None:
        raise ValidationError(_("The practice has not taken its place yet."))
    recruitment = application.recruitment
    team = add_team(
        collaborative=recruitment.space,
        name=_free_name(application),
        organisation=application.organisation,
        joined_on=recruitment.today(),
        region=application.region,
        practice_kind=application.practice_kind,
        population=application.population,
        population_size=application.population_size,
        by=by,
    )
    if coach is not None:
        add_member(space=team, person=coach, role=Role.COACH, by=by)
    _bring_people(application, team, by)
    ReadinessReview.objects.filter(application=application.pk).update(team=team)
    application.team = team
    keep(application, events.TEAM_FORMED, by=by, team=team.pk)
    return team


def _free_name(application: Application) -> str:
    """The name that was asked for; with the practice's where another team of the collaborative has it."""
    name = application.name_of_team
    taken = Space.objects.filter(parent=application.recruitment.space_id, name__iexact=name, closed_at=None)
    return f"{name} ({application.practice})"[:120] if taken.exists() else name


def _bring_people(application: Application, team: Space, by: Person) -> None:
    writers = {
        writer.email.lower(): writer.person
        for writer in ApplicationWriter.objects.filter(application=application.pk).select_related("person")
        if writer.person is not None and writer.person.left_at is None
    }
    offered: set[tuple[str, str]] = set()
    for proposed in application.people.all():
        email = proposed.email.strip().lower()
        if not email or (email, proposed.role) in offered:
            continue
        offered.add((email, proposed.role))
        if person := writers.get(email):
            add_member(
                space=team,
                person=person,
                role=proposed.role,
                discipline=proposed.discipline,
                perspectives=_perspectives(proposed),
                by=by,
            )
        else:
            perspective = _perspectives(proposed)
            invite(
                space=team,
                email=email,
                name=proposed.name or email,
                role=proposed.role,
                perspective=perspective[0] if perspective else "",
                discipline=proposed.discipline,
                by=by,
            )
    if application.sponsor_email and (application.sponsor_email.lower(), Role.SPONSOR) not in offered:
        invite(space=team, email=application.sponsor_email, name=application.sponsor_name, role=Role.SPONSOR, by=by)


def _perspectives(proposed: ProposedPerson) -> list[Perspective]:
    return [Perspective.PATIENT] if proposed.role == Role.PARTNER else []
