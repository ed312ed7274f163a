"""The people of a space, those invited to it, and the agreements of its organisations as tables."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.spaces.models import Space
from allteach.spaces.queries import Signing
from allteach.web.spaces.rows import InvitationRow, MemberRow
from allteach.web.tables import Cell, Column, Table, day_cell


def people_table(space: Space, members: Iterable[MemberRow]) -> Table:
    """Who belongs to a space, and as what."""
    rows = [
        (
            Cell(str(row.person), to=row.address),
            ", ".join(str(role.words) for role in row.roles),
            ", ".join(role.discipline for role in row.roles if role.discipline),
            row.perspectives,
            day_cell(row.member.since),
        )
        for row in members
    ]
    headings = (_("Name"), _("As"), _("Discipline"), _("Speaks as"), _("Since"))
    return Table("people", _("People here"), f"{space.slug}-people", [Column(words) for words in headings], rows)


def invited_table(space: Space, invitations: Iterable[InvitationRow]) -> Table:
    """Who is invited to a space and has not accepted, and what became of the mail."""
    rows = [
        (
            row.invitation.name,
            row.invitation.email,
            row.role,
            day_cell(row.invitation.expires_at),
            row.mail,
        )
        for row in invitations
    ]
    headings = (_("Name"), _("E-mail address"), _("As"), _("Open until"), _("Mail"))
    return Table("invited", _("Invited"), f"{space.slug}-invited", [Column(words) for words in headings], rows)


def agreements_table(space: Space, signings: Iterable[Signing]) -> Table:
    """Which organisations have signed, what they agreed, and on what ground."""
    rows = []
    for signing in signings:
        agreed = signing.agreement
        signed_on = _day_signed(signing)
        rows.append(
            (
                signing.organisation.name,
                ", ".join(team.name for team in signing.teams),
                signed_on,
                agreed.signatory if agreed else "",
                _yes_or_no(agreed.names_teams) if agreed else "",
                _yes_or_no(agreed.may_publish) if agreed else "",
                agreed.ground if agreed else "",
            )
        )
    headings = (
        *(_("Organisation"), _("Teams"), _("Signed"), _("Signed by"), _("Teams may be named")),
        *(_("Results may be published"), _("On what ground")),
    )
    columns = [Column(words) for words in headings]
    return Table("agreements", _("Who has signed"), f"{space.slug}-agreements", columns, rows)


def _day_signed(signing: Signing) -> Cell:
    if signing.agreement is not None:
        return Cell(date_format(signing.agreement.signed_on, "j F Y"), value=signing.agreement.signed_on)
    if signing.ended_on is None:
        return Cell(_("Not yet"))
    return Cell(_("Ended on %(day)s") % {"day": date_format(signing.ended_on, "j F Y")})


def _yes_or_no(is_so: bool) -> str:
    return _("Yes") if is_so else _("No")
