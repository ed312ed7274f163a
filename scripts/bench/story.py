"""What the bench measures on: teams of one collaborative, all reporting the same measures every month."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.test import Client
from django.utils import timezone

from allteach.measures.models import Measure, Measurement, TeamMeasure
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    AnnotationFactory,
    CollaborativeFactory,
    MeasureFactory,
    MembershipFactory,
    TeamFactory,
    TeamMeasureFactory,
)


def grow(teams: int, *, charts: int, months: int) -> None:
    """Make teams until there are so many; each reports every measure in every month."""
    collaborative = Space.objects.filter(slug="bench").first() or CollaborativeFactory(name="Bench", slug="bench")
    measures = list(Measure.objects.filter(space=collaborative).order_by("position"))
    for position in range(len(measures), charts):
        measures.append(
            MeasureFactory(
                space=collaborative, title=f"Measure {position}", slug=f"measure-{position}", position=position
            )
        )
    for number in range(Space.objects.filter(kind=Space.Kind.TEAM).count(), teams):
        team = TeamFactory(parent=collaborative, name=f"Team {number}", slug=f"team-{number}", code=f"b{number:05}")
        AnnotationFactory(space=team, on=date(2024, 1, 10))
        uses = [TeamMeasureFactory(team=team, measure=measure) for measure in measures]
        Measurement.objects.bulk_create(row for use in uses for row in rows_of(use, months))


def rows_of(use: TeamMeasure, months: int) -> list[Measurement]:
    """A proportion that wavers, and betters itself halfway."""
    at = timezone.now()
    return [
        Measurement(
            team_measure=use,
            period_start=date(2022 + month // 12, month % 12 + 1, 1),
            numerator=Decimal(60 + (7 * month + use.pk) % 11 + (20 if month > months // 2 else 0)),
            denominator=Decimal(140 + (3 * month) % 13),
            at=at,
        )
        for month in range(months)
    ]


def session_of_a_lead() -> tuple[str, str]:
    """The address of the first team, and the session cookie of whoever leads it."""
    team = Space.objects.get(slug="team-0")
    account = AccountFactory()
    MembershipFactory(person=account.person, space=team, role=Role.TEAM_LEAD)
    client = Client()
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return team.slug, f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
