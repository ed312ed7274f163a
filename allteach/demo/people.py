"""Filling the teams of the story with people."""

import random
from datetime import date

from allteach.demo.cast import COACHES, COACHES_PERSPECTIVES, DISCIPLINES, FIRST_NAMES, LAST_NAMES, PLAYERS
from allteach.people.actions import make_account, make_person
from allteach.people.models import Person
from allteach.spaces.actions import add_member
from allteach.spaces.models import Space
from allteach.spaces.roles import Role

PASSWORD = "Everybody-learns-2026"  # noqa: S105 - everybody in the demo is invented, and the page says so


class People:
    """Makes people and remembers those of the cast."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.cast: dict[str, Person] = {}
        self.coaches: list[Person] = []
        self.leads: dict[str, Person] = {}  # By the team's address: they wrote its application.
        self.names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
        rng.shuffle(self.names)

    def make_cast(self) -> None:
        """Everybody who may sign in."""
        for player in PLAYERS:
            person = make_person(name=player.name, time_zone="America/Toronto", is_for_demo=True)
            make_account(
                person=person,
                email=player.email,
                password=PASSWORD,
                is_staff=player.is_staff,
                is_for_demo=True,
                by=person,
            )
            self.cast[player.key] = person

    def place(self, space: Space, *, by: Person) -> None:
        """Give the cast their roles in a space."""
        for player in PLAYERS:
            if player.place == space.slug and player.role:
                add_member(
                    space=space,
                    person=self.cast[player.key],
                    role=player.role,
                    discipline=player.discipline,
                    perspectives=[player.perspective] if player.perspective else (),
                    by=by,
                )

    def make_coaches(self, collaborative: Space, *, by: Person) -> None:
        """Four coaches, one of them a patient."""
        for name, perspective in zip(COACHES, COACHES_PERSPECTIVES, strict=True):
            known = next((person for person in self.cast.values() if person.name == name), None)
            coach = known or make_person(name=name, is_for_demo=True)
            add_member(space=collaborative, person=coach, role=Role.COACH, perspectives=[perspective], by=by)
            self.coaches.append(coach)

    def fill(self, team: Space, place: int, *, by: Person) -> Person:
        """Give a team its lead, its people and its coach; the lead is the answer."""
        self.place(team, by=by)
        lead = self.lead_of(team.slug)
        if lead not in self.cast.values():
            add_member(
                space=team,
                person=lead,
                role=Role.TEAM_LEAD,
                discipline="Nurse practitioner",
                perspectives=["clinician"],
                by=by,
            )
        if place % 7 != 3:  # Some teams have no data lead: their numbers come late.
            add_member(
                space=team,
                person=self.somebody(),
                role=Role.DATA_LEAD,
                discipline="Administrator",
                perspectives=["analyst"],
                by=by,
            )
        for _ in range(self.rng.randint(1, 4)):
            add_member(
                space=team,
                person=self.somebody(),
                role=Role.TEAM_MEMBER,
                discipline=self._discipline(),
                perspectives=["clinician"],
                by=by,
            )
        if place % 10 < 7 and team.slug != "maple-gate":
            add_member(space=team, person=self.somebody(), role=Role.PARTNER, perspectives=["patient"], by=by)
        if self.coaches:
            coach = (
                self.coaches[0] if team.slug in ("maple-gate", "riverbend") else self.coaches[place % len(self.coaches)]
            )
            add_member(space=team, person=coach, role=Role.COACH, by=by)
        return lead

    def lead_of(self, slug: str) -> Person:
        """Who leads a team: one of the cast, or somebody who is made when first asked for."""
        if slug not in self.leads:
            cast = [
                self.cast[player.key] for player in PLAYERS if player.place == slug and player.role == Role.TEAM_LEAD
            ]
            self.leads[slug] = cast[0] if cast else self.somebody()
        return self.leads[slug]

    def somebody(self) -> Person:
        """Somebody new, by a name that nobody has yet."""
        return make_person(name=self.names.pop(), is_for_demo=True)

    def _discipline(self) -> str:
        words, weights = zip(*DISCIPLINES, strict=True)
        return self.rng.choices(words, weights)[0][0]


def sign_in_list(people: People) -> list[dict[str, str]]:
    """Who can sign in, for a file: name, username, password."""
    return [
        {"name": player.name, "username": player.email, "password": PASSWORD, "about": player.about}
        for player in PLAYERS
        if player.key in people.cast
    ]


def first_of_month(day: date, months: int) -> date:
    """The first day of the month so many months away."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
