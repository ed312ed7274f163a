"""The queue of a month's scores, as a table."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.queries.scores import ToScore
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.scores.shown import number_words
from allteach.web.tables import Cell, Column, Table

TONES = {"score": "soon", "agree": "soon", "release": "soon", "waits": "outline", "released": "plain"}
WAYS = {"agree": "scores:agree_score", "release": "scores:agree_score", "released": "scores:agree_score"}
SCORE = "scores:score_team"


def way_on(state: str) -> tuple[str, str]:
    """Where a scorer goes on with a team in a state of STATES: the page's name, and words that hold a %(month)s."""
    words = {
        "score": _("Score %(month)s"),
        "agree": _("Agree on the score of %(month)s"),
        "release": _("Release the score of %(month)s"),
        "waits": _("Look at your score of %(month)s"),
        "released": _("Correct the score of %(month)s"),
    }
    return WAYS.get(state, SCORE), words[state]


def queue_table(collaborative: Space, month: Period, teams: Iterable[ToScore], person: Person) -> Table:
    """Each team, what it waits for, how it sees itself and what was agreed."""
    words = {
        "score": _("Score it"),
        "agree": _("Both are in: agree"),
        "release": _("Agreed: release it"),
        "waits": _("Waits for the other scorer"),
        "released": _("Released"),
    }

    def line(each: ToScore) -> tuple:
        address = reverse(WAYS.get(each.state, SCORE), args=[slug_for(each.team, person), month])
        agreed = each.agreed.value if each.agreed else None
        return (
            Cell(name_for(each.team, person), to=address),
            Cell(words[each.state], tone=TONES[each.state]),
            Cell(number_words(each.own), value=each.own),
            Cell(number_words(agreed), value=agreed),
        )

    return Table(
        key="queue",
        caption=_("Teams to score"),
        name=f"{collaborative.slug}-scores-{month}",
        columns=(
            Column(_("Team")),
            Column(_("Where it stands")),
            Column(_("Sees itself at"), is_number=True),
            Column(_("Agreed"), is_number=True),
        ),
        rows=map(line, teams),
    )
