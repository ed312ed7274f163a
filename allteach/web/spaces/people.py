"""Who belongs to a space: seen, invited, changed, removed, handed over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.spaces import actions
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for
from allteach.spaces.permissions import (
    can_change_perspectives,
    can_hand_over,
    can_invite,
    can_leave_space,
    can_manage_space,
    can_read_record,
    can_remove_member,
    can_see_people,
    can_sign_agreement,
    roles_to_grant,
)
from allteach.spaces.queries import members_of, perspectives_in
from allteach.spaces.roles import Role
from allteach.web.forms import ActionForm
from allteach.web.found import find_space
from allteach.web.http import go_to, page
from allteach.web.limits import Limit
from allteach.web.navigation import Action
from allteach.web.spaces.forms import (
    HandOverForm,
    InvitationForm,
    PerspectivesForm,
    ReplacementForm,
    RoleForm,
)
from allteach.web.spaces.listed import invited_table, people_table
from allteach.web.spaces.place import space_place
from allteach.web.spaces.rows import invitation_rows, member_rows

many_invitations = Limit("invite", most=200, seconds=3600)


@require_safe
def people(request, space):
    """Who belongs to a space, and who is invited."""
    found = find_space(request, space)
    allow(can_see_people(request.person, found))

    may_invite = can_invite(request.person, found)
    invite = Action(_("Invite somebody"), reverse("spaces:invite", args=[found.slug]), is_main=True)
    members = members_of(found)
    rows = member_rows(members, found, request.person)
    invitations = invitation_rows(found, request.person) if may_invite else []
    context = {
        "place": space_place(found, request.person, current="people", actions=(invite,) if may_invite else ()),
        "space": found,
        "members": rows,
        "invitations": invitations,
        "may_invite": may_invite,
        "is_mine": any(member.person == request.person for member in members),
        "links": list(links_of(found, request.person)),
    }
    tables = [people_table(found, rows)]
    if may_invite:
        tables.append(invited_table(found, invitations))
    return page(request, "spaces/people.html", context, tables=tables)


@many_invitations
@require_http_methods(["GET", "POST"])
def invite(request, space):
    """Offer somebody a place by mail."""
    found = find_space(request, space)
    allow(can_invite(request.person, found))

    form = InvitationForm(request.POST or None, roles=roles_to_grant(request.person, found))
    if form.submit(actions.invite, space=found, by=request.person):
        messages.success(request, _("A mail is on its way to %(email)s.") % {"email": form.result.email})
        return go_to(request, "spaces:people", found.slug)

    return page(request, "spaces/invite.html", context_of(request, found, form=form), part="form")


@require_http_methods(["GET", "POST"])
def change_role(request, space, membership):
    """Let somebody be something else."""
    found, held = find_membership(request, space, membership)
    allow(can_remove_member(request.person, held))

    roles = roles_to_grant(request.person, found)
    form = RoleForm(request.POST or None, roles=roles, initial={"role": held.role})
    if form.submit(actions.change_role, membership=held, by=request.person):
        words = {"person": held.person, "role": Role(form.result.role).label}
        messages.success(request, _("%(person)s is now %(role)s.") % words)
        return go_to(request, "spaces:people", found.slug)

    return page(request, "spaces/change_role.html", context_of(request, found, held, form=form), part="form")


@require_http_methods(["GET", "POST"])
def remove_member(request, space, membership):
    """Take a role from somebody."""
    found, held = find_membership(request, space, membership)
    allow(can_remove_member(request.person, held))

    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.remove_member, membership=held, by=request.person):
        messages.success(request, _("%(person)s is no longer %(role)s.") % words_of(held))
        return go_to(request, "spaces:people", found.slug)

    return page(request, "spaces/remove_member.html", context_of(request, found, held, form=form))


@many_invitations
@require_http_methods(["GET", "POST"])
def replace_member(request, space, membership):
    """Give a role from one to another who is invited to it."""
    found, held = find_membership(request, space, membership)
    allow(can_remove_member(request.person, held))

    form = ReplacementForm(request.POST or None)
    if form.submit(actions.replace_member, membership=held, by=request.person):
        messages.success(request, _("A mail is on its way to %(email)s.") % {"email": form.result.email})
        return go_to(request, "spaces:people", found.slug)

    return page(request, "spaces/replace_member.html", context_of(request, found, held, form=form), part="form")


@require_http_methods(["GET", "POST"])
def hand_over(request, space, membership):
    """Hand a lead's role to another member."""
    found, held = find_membership(request, space, membership)
    allow(can_hand_over(request.person, held))

    active = Membership.objects.active().filter(space_id=found.pk).exclude(person=held.person_id)
    others = Person.objects.filter(pk__in=active.values("person")).order_by("name")
    form = HandOverForm(request.POST or None, people=others)
    if form.submit(actions.hand_over, membership=held, by=request.person):
        words = {"person": form.result.person, "role": Role(held.role).label}
        messages.success(request, _("%(person)s is now %(role)s.") % words)
        return go_to(request, "spaces:people", found.slug)

    context = context_of(request, found, held, form=form) | {"is_anybody_there": bool(form.fields["to"].choices)}
    return page(request, "spaces/hand_over.html", context, part="form")


@require_http_methods(["GET", "POST"])
def leave_space(request, space, membership):
    """Give up a role of one's own."""
    found, held = find_membership(request, space, membership)
    allow(can_leave_space(request.person, held))

    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.leave_space, membership=held, by=request.person):
        messages.success(request, _("You are no longer %(role)s of %(space)s.") % words_of(held))
        return go_to(request, "home")

    return page(request, "spaces/leave_space.html", context_of(request, found, held, form=form))


@require_http_methods(["GET", "POST"])
def change_perspectives(request, space):
    """Say where one speaks from in a space."""
    found = find_space(request, space)
    allow(can_change_perspectives(request.person, found))

    held = {"perspectives": perspectives_in(found, request.person)}
    form = PerspectivesForm(request.POST if request.method == "POST" else None, initial=held)
    if form.submit(actions.change_perspectives, space=found, person=request.person, by=request.person):
        messages.success(request, _("That is saved."))
        return go_to(request, "spaces:people", found.slug)

    return page(request, "spaces/change_perspectives.html", context_of(request, found, form=form), part="form")


def links_of(space: Space, person: Person):
    """Where whoever manages a space settles what concerns all of it."""
    if can_sign_agreement(person, space):
        yield _("Data agreements"), reverse("spaces:sign_agreement", args=[space.slug])
    if can_read_record(person, space):
        yield _("What happened here"), reverse("spaces:record", args=[space.slug])
    if can_manage_space(person, space):
        if space.kind == Space.Kind.COLLABORATIVE:
            yield _("Small numbers"), reverse("spaces:change_disclosure", args=[space.slug])
            yield _("When to warn and remind"), reverse("collaboratives:set_thresholds", args=[space.slug])
        if space.closed_at is None:
            yield _("Close this space"), reverse("spaces:close_space", args=[space.slug])
        else:
            yield _("Open this space again"), reverse("spaces:reopen_space", args=[space.slug])


def find_membership(request, slug, pk) -> tuple[Space, Membership]:
    """A space and an active membership in it, if this person may see who belongs there; otherwise 404."""
    found = find_space(request, slug)
    allow(can_see_people(request.person, found))
    shown = Membership.objects.active().filter(space_id=found.pk).select_related("person", "space", "space__parent")
    return found, get_object_or_404(shown, pk=pk)


def context_of(request, space: Space, membership: Membership | None = None, **more) -> dict:
    """What every page about the people of a space needs."""
    known = {
        "place": space_place(space, request.person, current="people"),
        "space": space,
        "space_name": name_for(space, request.person),
        "back": reverse("spaces:people", args=[space.slug]),
    }
    if membership is not None:
        known |= {"membership": membership, "who": str(membership.person), "role": Role(membership.role).label}
    return known | more


def words_of(membership: Membership) -> dict:
    """A membership in the words of a sentence."""
    return {"person": membership.person, "role": Role(membership.role).label, "space": membership.space}
