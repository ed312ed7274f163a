"""Ideas for change that a collaborative gathers."""

from django.db import transaction
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import ChangeIdea
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, require_version, write_answers
from allteach.spaces.models import Audience, Space


@transaction.atomic
def add_change_idea(
    *,
    space: Space,
    title: str,
    plain_summary: str,
    evidence: str = ChangeIdea.Evidence.UNTESTED,
    origin: str = ChangeIdea.Origin.TEAM,
    driver: str = "",
    care_element: str = "",
    first_test: str = "",
    was_checked: bool = False,
    by: Person,
) -> ChangeIdea:
    """Add an idea to those that a collaborative gathers, told so that another team can try it."""
    idea = ChangeIdea(kind="change_idea", space_id=space.pk, audience=Audience.COLLABORATIVE, owner=by)
    answers = {
        "title": title,
        "plain_summary": plain_summary,
        "driver": driver,
        "care_element": care_element,
        "first_test": first_test,
        "evidence": evidence,
        "origin": origin,
    }
    _write(idea, answers, was_checked=was_checked)
    idea.save()
    _record(events.IDEA_ADDED, idea, by)
    return idea


@transaction.atomic
def revise_change_idea(
    *,
    idea: ChangeIdea,
    title: str,
    plain_summary: str,
    evidence: str,
    origin: str,
    driver: str = "",
    care_element: str = "",
    first_test: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> ChangeIdea:
    """Tell an idea better, or say what is now known of it.

    Raises ValidationError with code "conflict" if somebody else changed it.
    """
    idea = ChangeIdea.objects.select_for_update().get(pk=idea.pk)
    require_version(idea, version)
    answers = {
        "title": title,
        "plain_summary": plain_summary,
        "driver": driver,
        "care_element": care_element,
        "first_test": first_test,
        "evidence": evidence,
        "origin": origin,
    }
    _write(idea, answers, was_checked=was_checked)
    idea.version += 1
    idea.save()
    _record(events.IDEA_REVISED, idea, by)
    return idea


def _write(idea: ChangeIdea, answers: dict[str, str], *, was_checked: bool) -> None:
    refuse(
        write_answers(
            idea,
            answers,
            needed={
                "title": _("Say what the idea is, in a few words."),
                "plain_summary": _("Say what one does, in plain words."),
            },
            was_checked=was_checked,
        )
    )
    idea.words = "\n".join(filter(None, (idea.title, idea.plain_summary, idea.driver, idea.first_test)))


def _record(name: str, idea: ChangeIdea, by: Person | None) -> None:
    record(
        name,
        by=by,
        about=idea,
        space=idea.space_id,
        subject=idea.pk,
        evidence=idea.evidence,
        origin=idea.origin,
        texts={"title": idea.title, "plain_summary": idea.plain_summary, "first_test": idea.first_test},
    )
