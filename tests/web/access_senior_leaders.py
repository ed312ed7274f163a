"""Who reaches the page for the sponsor: rows of the table of access, in "senior_leaders:".

Stan sponsors Ward 7 in these worlds. Behind a link stands one page, for whoever opened the link in their own browser:
test_senior_leaders.py.
"""

from allteach.core.periods import Period
from allteach.progress import actions
from allteach.progress.models import SponsorLink
from allteach.progress.secrets import secret_of
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

JUNE = Period.parse("2025-06")
AT = {"team": "ward-7", "month": JUNE}
WRITTEN = {"barrier": "No room on Mondays.", "decision_wanted": "May we have room 4?"}


def sponsored(world):
    if not Membership.objects.filter(person=world.stan).exists():
        MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    world.stan.__dict__.pop("standing", None)


def draft(world):
    sponsored(world)
    return actions.save_leader_report(team=world.ward_7, month=JUNE, **WRITTEN, by=world.amina)


def sent(world):
    return actions.send_leader_report(report=draft(world), by=world.amina)


PLACES = {
    "sponsored ward 7": lambda world: sponsored(world) or {"team": world.ward_7.slug},
    "no page of ward 7": lambda world: sponsored(world) or AT,
    "draft for the sponsor": lambda world: AT | {"team": draft(world).team.slug},
    "page for the sponsor": lambda world: AT | {"team": sent(world).team.slug},
    "link of the sponsor": lambda world: sent(world) and {"secret": secret_of(SponsorLink.objects.get())},
}

CANNOT = {"answer": "cannot", "words": "The room is let."}
GONE = {"removed_on": "2150-01-01"}  # Refused: that day has not come.

# fmt: off
ROWS = [
    #                                                       stranger amina ben chidi dana esi farah gil stan
    ("leader_reports", "sponsored ward 7", "GET",           (302, 200, 200, 404, 200, 200, 404, 404, 200)),
    ("leader_report", "draft for the sponsor", "GET",       (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("leader_report", "page for the sponsor", "GET",        (302, 200, 200, 404, 200, 200, 404, 404, 200)),
    ("write_leader_report", "no page of ward 7", "GET",     (302, 200, 200, 404, 403, 403, 404, 404, 403)),
    ("write_leader_report", "no page of ward 7", "POST",    (302, 302, 302, 404, 403, 403, 404, 404, 403), WRITTEN),
    ("write_leader_report", "page for the sponsor", "GET",  (302, 403, 403, 404, 403, 403, 404, 404, 403)),
    ("answer_barrier", "page for the sponsor", "GET",       (302, 403, 403, 404, 403, 403, 404, 404, 200)),
    ("answer_barrier", "page for the sponsor", "POST",      (302, 403, 403, 404, 403, 403, 404, 404, 302), CANNOT),
    ("remove_barrier", "page for the sponsor", "GET",       (302, 200, 200, 404, 403, 403, 404, 404, 403)),
    ("remove_barrier", "page for the sponsor", "POST",      (302, 200, 200, 404, 403, 403, 404, 404, 403), GONE),
    # Whoever holds the link may open it; what is behind it is shown to whoever opened it in their own browser.
    ("sponsor_link", "link of the sponsor", "GET",          (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    ("sponsor_page", "nowhere", "GET",                      (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("sponsor_page", "nowhere", "POST",                     (404, 404, 404, 404, 404, 404, 404, 404, 404)),
]
# fmt: on
