"""Changing an agenda block by block, and saying what there is to read."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from allteach.meetings import events
from allteach.meetings.actions.rows import locked, tell
from allteach.meetings.models import AgendaItem, Material, Meeting
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers

ANSWERS = ("minutes", "words", "strand", "leader", "led_by", "is_team_time", "text")
MOST_MINUTES = 12 * 60


@transaction.atomic
def add_block(*, meeting: Meeting, day: int, was_checked: bool = False, by: Person, **answers: Any) -> AgendaItem:
    """Put a block at the end of a day."""
    meeting = locked(meeting)
    last = meeting.agenda.filter(day=day).aggregate(last=Max("position"))["last"] or 0
    block = AgendaItem(meeting=meeting, position=last + 1)
    _write(block, {**answers, "day": day}, was_checked=was_checked)
    block.save()
    _tell(block, meeting, by, added=block.pk)
    return block


@transaction.atomic
def change_block(*, block: AgendaItem, was_checked: bool = False, by: Person, **answers: Any) -> AgendaItem:
    """Change what a block says. On another day it goes to that day's end."""
    meeting = locked(block.meeting)
    block = meeting.agenda.get(pk=block.pk)
    before = block.day
    _write(block, answers, was_checked=was_checked)
    if block.day != before:
        block.position = (meeting.agenda.filter(day=block.day).aggregate(last=Max("position"))["last"] or 0) + 1
    block.save()
    _tell(block, meeting, by, changed=block.pk)
    return block


@transaction.atomic
def move_block(*, block: AgendaItem, earlier: bool, by: Person) -> AgendaItem:
    """Let a block and its neighbour change places; from the edge of a day it goes to the day beside it.

    At the very beginning or end it stays where it is.
    """
    meeting = locked(block.meeting)
    blocks = list(meeting.agenda.all())
    place = next(place for place, each in enumerate(blocks) if each.pk == block.pk)
    other = place - 1 if earlier else place + 1
    block = blocks[place]
    if not 0 <= other < len(blocks):
        return block
    neighbour = blocks[other]
    if neighbour.day == block.day:
        blocks[place], blocks[other] = neighbour, block
    else:
        block.day = neighbour.day
    _renumber(blocks)
    _tell(block, meeting, by, moved=block.pk)
    return block


@transaction.atomic
def remove_block(*, block: AgendaItem, by: Person) -> None:
    """Take a block out."""
    meeting = locked(block.meeting)
    number = block.pk
    meeting.agenda.filter(pk=number).delete()
    tell(events.AGENDA_CHANGED, meeting, by, removed=number)


@transaction.atomic
def add_material(*, meeting: Meeting, title: str, link: str, was_checked: bool = False, by: Person) -> Material:
    """Say where something to read or show is kept."""
    meeting = locked(meeting)
    material = Material(meeting=meeting, by=by)
    needed = {"title": _("Say what it is."), "link": _("Give its address.")}
    errors = write_answers(material, {"title": title, "link": link}, needed=needed, was_checked=was_checked)
    if "link" not in errors and not material.link.startswith(("https://", "http://")):
        errors["link"] = [_("An address begins with https://.")]
    refuse(errors)
    material.save()
    tell(events.MATERIAL_ADDED, meeting, by, material=material.pk, texts={"title": material.title})
    return material


@transaction.atomic
def remove_material(*, material: Material, by: Person) -> None:
    """Take a link away."""
    meeting = locked(material.meeting)
    number = material.pk
    meeting.materials.filter(pk=number).delete()
    tell(events.MATERIAL_REMOVED, meeting, by, material=number)


def _write(block: AgendaItem, answers: dict[str, Any], *, was_checked: bool) -> None:
    """Write answers into a block, unsaved. ValidationError, by field, when something is wrong with them."""
    if unknown := set(answers) - {*ANSWERS, "day"}:
        raise ValueError(f"a block has no {', '.join(sorted(unknown))}")
    errors: Errors = write_answers(
        block,
        answers,
        needed={"words": _("Say what happens."), "minutes": _("Say how many minutes it takes.")},
        was_checked=was_checked,
    )
    if "minutes" not in errors and not 1 <= block.minutes <= MOST_MINUTES:
        errors["minutes"] = [_("A block takes between 1 and %(most)d minutes.") % {"most": MOST_MINUTES}]
    days = (block.meeting.ends_at - block.meeting.starts_at).days + 1
    if "day" not in errors and not 1 <= block.day <= days:
        errors["day"] = [_("The meeting has no such day.")]
    refuse(errors)


def _renumber(blocks: list[AgendaItem]) -> None:
    """Number blocks as they stand. In two steps, so that no two stand at one place in between."""
    far = 1 + max(block.position for block in blocks)
    blocks = sorted(blocks, key=lambda block: block.day)  # Stable: within a day the order stays.
    for step in (far + len(blocks), 1):
        for place, block in enumerate(blocks):
            block.position = step + place
        AgendaItem.objects.bulk_update(blocks, ["position", "day"])


def _tell(block: AgendaItem, meeting: Meeting, by: Person, **facts: Any) -> None:
    tell(
        events.AGENDA_CHANGED,
        meeting,
        by,
        day=block.day,
        minutes=block.minutes,
        texts={"words": block.words},
        **facts,
    )
