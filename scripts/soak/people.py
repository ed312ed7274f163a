"""Whom the run is about: team leads, each with a box of a grid to fill; some share a sheet, some the very box."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.test import Client

from allteach.core.periods import Period
from allteach.measures.models import Measure, TeamMeasure
from allteach.people.models import Account, Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    CollaborativeFactory,
    MeasureFactory,
    MembershipFactory,
    TeamFactory,
    TeamMeasureFactory,
)

MEASURES = 10
FIRST = Period(date(2020, 1, 1), "month")
APART = 5  # Months between two sheets of a team, so that no value is odd beside the last ones.


@dataclass(frozen=True)
class Box:
    """A measure of a team in a month."""

    team: int
    slug: str
    period: Period
    row: str

    @property
    def address(self) -> str:
        """Of the grid."""
        return f"/teams/{self.slug}/values/{self.period}/"


@dataclass(frozen=True)
class Lead:
    """One client: a signed-in team lead, and the box to fill."""

    number: int
    cookie: str
    box: Box
    way: str  # How they save: alone, beside, or one of a pair.


@dataclass(frozen=True)
class Places:
    """The collaborative, its teams and what each reports."""

    collaborative: Space
    director: Person
    teams: list[Space]
    charts: dict[int, list[int]]  # Team measures by team.


def make_places(teams: int) -> Places:
    """A collaborative whose teams report ten measures each."""
    collaborative = CollaborativeFactory(name="Saves", slug="saves", code="csaves")
    director = AccountFactory(email="director@allteach.example").person
    MembershipFactory(person=director, space=collaborative, role=Role.DIRECTOR)
    measures = [
        MeasureFactory(space=collaborative, title=f"Measure {n}", slug=f"measure-{n}", position=n)
        for n in range(MEASURES)
    ]
    places = Places(collaborative, director, [], {})
    for n in range(teams):
        add_team(places, f"Team {n}", measures)
    return places


def add_team(places: Places, name: str, measures: list[Measure] | None = None) -> Space:
    """One more team, which uses every measure."""
    measures = measures or list(Measure.objects.filter(space=places.collaborative).order_by("position"))
    slug = name.lower().replace(" ", "-")
    team = TeamFactory(parent=places.collaborative, name=name, slug=slug, code=slug)
    places.teams.append(team)
    places.charts[team.pk] = [TeamMeasureFactory(team=team, measure=measure).pk for measure in measures]
    return team


class Groups:
    """Hands out boxes wave by wave: half of the clients have a sheet alone, three in ten share one with four others,
    and two in ten share the very box with one other, half of these while typing, half while sending."""

    def __init__(self, places: Places, clients: int):
        self.places = places
        self.clients = clients
        self.sheets = 0
        self.accounts: dict[tuple[int, int], Account] = {}

    def wave(self) -> list[Lead]:
        """Every client with a box of sheets that nobody wrote in before."""
        tenth = max(self.clients // 10, 2) // 2 * 2
        beside = 3 * tenth // 5 * 5
        sizes = {"typing in pairs": (tenth, 2, 1), "sending in pairs": (tenth, 2, 1), "beside": (beside, 5, 5)}
        sizes["alone"] = (self.clients - 2 * tenth - beside, 1, 1)
        leads: list[Lead] = []
        for way, (clients, on_a_sheet, boxes) in sizes.items():
            for first in range(0, clients, on_a_sheet):
                sheet = [self.box(row) for row in range(boxes)]
                self.sheets += 1
                leads += [
                    Lead(number, self.cookie_of(number, sheet[0].team), sheet[place % boxes], way)
                    for place, number in enumerate(range(len(leads), len(leads) + min(on_a_sheet, clients - first)))
                ]
        return leads

    def box(self, row: int) -> Box:
        """A box of the next sheet."""
        turn, place = divmod(self.sheets, len(self.places.teams))
        team = self.places.teams[place]
        return Box(team.pk, team.slug, FIRST + turn * APART, str(self.places.charts[team.pk][row]))

    def cookie_of(self, number: int, team: int) -> str:
        """The session of a lead of the team."""
        account = self.accounts.get((number, team))
        if account is None:
            account = self.accounts[number, team] = AccountFactory(email=f"lead-{number}-{team}@allteach.example")
            MembershipFactory(person=account.person, space=Space.objects.get(pk=team), role=Role.TEAM_LEAD)
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def chart_names(team: int) -> list[str]:
    """The measures of a team, as a file names them."""
    return list(
        TeamMeasure.objects.filter(team=team).order_by("measure__position").values_list("measure__slug", flat=True)
    )
