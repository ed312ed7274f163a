"""Results and awards as pages show them, as finished values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.progress.awards import AWARDS, AwardKind
from allteach.progress.models import Award, Nomination, ResultsVersion
from allteach.progress.permissions import can_leave_nomination, can_show_award, can_take_back_award
from allteach.progress.queries.awards import named_awards
from allteach.progress.told_results import ToldResults
from allteach.reports.results import Publication
from allteach.spaces.naming import name_for, slug_for

DAY = "j F Y"


def publication_of(version: ResultsVersion) -> Publication:
    """A version as anybody may read it; names of teams as they agree to them now. One query."""
    collaborative = version.results.collaborative
    return Publication(
        collaborative,
        ToldResults.read(version.told),
        version,
        awards=named_awards(collaborative),
        address=settings.SITE_ADDRESS + version_address(version),
    )


def version_address(version: ResultsVersion) -> str:
    """Where a version can be read, for ever."""
    return reverse("congress:results_version", args=[version.results.collaborative.slug, version.number])


def day_of(moment) -> str:
    """ "5 March 2026"."""
    return date_format(timezone.localdate(moment), DAY)


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of them all."""

    words: str
    address: str
    note: str  # What is different in it, or why it was taken back.
    is_current: bool


def lines_of_versions(versions: Sequence[ResultsVersion], current: ResultsVersion | None) -> list[VersionLine]:
    """Every version, the newest first."""
    lines = []
    for each in versions:
        words = _("Version %(number)d, %(day)s") % {"number": each.number, "day": day_of(each.published_at)}
        note = each.change_reason
        if each.taken_back_at is not None:
            words = _("Version %(number)d, taken back on %(day)s") % {
                "number": each.number,
                "day": day_of(each.taken_back_at),
            }
            note = each.taken_back_reason
        lines.append(VersionLine(words, version_address(each), note, each == current))
    return lines


@dataclass(frozen=True)
class AwardCard:
    """One award: of which team, what for, what shows it, and what this reader may do."""

    kind: str
    meaning: str
    team: str
    team_address: str
    why: str
    shows: str
    day: str
    certificate: str
    is_shown: bool
    show: str  # Where the team says whether the public reads of it; empty when this reader does not decide.
    take_back: str
    taken_back: str  # Why it was taken back; empty while it stands.


def cards_of(awards: Sequence[Award], person: Person) -> list[AwardCard]:
    """Awards for one reader: no query."""
    return [_card(each, person) for each in awards]


def _card(award: Award, person: Person) -> AwardCard:
    slug, kind = slug_for(award.team, person), AwardKind(award.award)
    stands = award.taken_back_at is None
    at = [slug, award.pk]
    return AwardCard(
        kind=str(kind.label),
        meaning=str(AWARDS[kind].meaning),
        team=name_for(award.team, person),
        team_address=reverse("teams:team", args=[slug]),
        why=award.why,
        shows=award.points_at.title if award.points_at else "",
        day=day_of(award.given_at),
        certificate=reverse("congress:certificate_file", args=at) if stands else "",
        is_shown=award.shown_at is not None,
        show=reverse("congress:show_award", args=at) if can_show_award(person, award) else "",
        take_back=reverse("congress:take_back_award", args=at) if can_take_back_award(person, award) else "",
        taken_back=award.taken_back_reason if not stands else "",
    )


def awards_by_kind(cards: Sequence[AwardCard]) -> list[tuple[str, str, list[AwardCard]]]:
    """The cards of each award under its name and what it is for."""
    found: dict[str, list[AwardCard]] = {}
    for card in cards:
        found.setdefault(card.kind, []).append(card)
    return [(kind, same[0].meaning, same) for kind, same in found.items()]


@dataclass(frozen=True)
class NominationLine:
    """A team that somebody put forward."""

    team: str
    award: str
    words: str
    by: str  # Empty: this reader.
    day: str
    became: str  # What became of it; empty while it waits.
    give: str
    leave: str


def lines_of_nominations(nominations: Sequence[Nomination], person: Person, *, may_give: bool) -> list[NominationLine]:
    """Those put forward, for one reader. Whoever wrote one sees that it was read, and what became of it."""
    lines = []
    for each in nominations:
        became = ""
        if each.answered_at is not None:
            became = _("The team has the award.") if each.award_given_id else _("Read. No award this time.")
        slug, waits = each.collaborative.slug, each.answered_at is None
        lines.append(
            NominationLine(
                team=name_for(each.team, person),
                award=each.get_award_display(),
                words=each.words,
                by="" if each.by_id == person.pk else each.by.name,
                day=day_of(each.made_at),
                became=became,
                give=f"{reverse('congress:give_award', args=[slug])}?nomination={each.pk}"
                if waits and may_give and can_leave_nomination(person, each)
                else "",
                leave=reverse("congress:leave_nomination", args=[slug, each.pk])
                if may_give and can_leave_nomination(person, each)
                else "",
            )
        )
    return lines
