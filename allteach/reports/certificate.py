"""A certificate: one page for the wall, that says what a team was thanked for."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.core.language import language_now
from allteach.people.models import Person
from allteach.progress.awards import AWARDS, AwardKind
from allteach.progress.models import Award
from allteach.reports.document import Block, Document, Paragraph
from allteach.reports.wording import DAY
from allteach.spaces.naming import name_for, slug_for


def certificate(award: Award, *, seen_by: Person) -> Document:
    """The certificate of an award, loaded with its team and collaborative."""
    team, collaborative = award.team, award.team.parent
    around = collaborative.name if collaborative else ""
    kind = AwardKind(award.award)
    blocks: list[Block] = [
        Paragraph(str(AWARDS[kind].meaning), "lead"),
        Paragraph(award.why, "quote"),
    ]
    if award.points_at is not None:
        blocks.append(Paragraph(_("For: %(title)s") % {"title": award.points_at.title}))
    given_on = date_format(timezone.localdate(award.given_at), DAY)
    blocks.append(Paragraph(_("%(collaborative)s, %(day)s") % {"collaborative": around, "day": given_on}, "quiet"))
    return Document(
        title=name_for(team, seen_by),
        name=f"{slug_for(team, seen_by)}-{award.award.replace('_', '-')}",
        over=around,
        lead=str(kind.label),
        is_framed=True,
        blocks=tuple(blocks),
        author=around or "Allteach",
        language=language_now(),
    )
