"""What stands in the database, against what the clients were told: nothing lost, nothing that nobody saved."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from allteach.core.models import Event
from allteach.measures import events
from allteach.measures.models import Measurement, Revision, Sheet
from scripts.soak.writers import Saved


def lost(saved: Iterable[Saved]) -> list[str]:
    """In words, every acknowledged save that is neither what stands nor in the history; and what nobody saved."""
    sent, typed = defaultdict(set), {}
    boxes = set()
    for each in saved:
        boxes.add(each.box)
        if each.is_sent:
            sent[each.box].add(each.number)
            typed.pop(each.box, None)
        else:
            typed[each.box] = each.number
    stored, standing = stored_numbers(), typed_numbers()
    wrong = []
    for box in boxes:
        missing = sent[box] - stored[box.row, box.period.start]
        wrong += [f"{box.address} row {box.row}: {number} was sent and is nowhere" for number in sorted(missing)]
        invented = stored[box.row, box.period.start] - sent[box]
        wrong += [f"{box.address} row {box.row}: nobody sent {number}" for number in sorted(invented)]
        if box in typed and standing.get((box.row, box.period.start)) != str(typed[box]):
            wrong.append(f"{box.address} row {box.row}: {typed[box]} was typed last and is not there")
    return wrong + without_event(saved)


def stored_numbers() -> defaultdict[tuple, set[int]]:
    """Everything that was ever sent of each box: what stands, and its history."""
    found = defaultdict(set)
    for row, start, number in Measurement.objects.exclude(source="file").values_list(
        "team_measure_id", "period_start", "numerator"
    ):
        found[str(row), start].add(int(number))
    for row, start, number in Revision.objects.exclude(measurement__source="file").values_list(
        "measurement__team_measure_id", "measurement__period_start", "numerator"
    ):
        found[str(row), start].add(int(number))
    return found


def typed_numbers() -> dict[tuple, str]:
    """What is typed and not yet sent, of each box."""
    return {
        (row, start): cells.get("numerator", "")
        for start, typed in Sheet.objects.values_list("period_start", "typed")
        for row, cells in typed.items()
    }


def without_event(saved: Iterable[Saved]) -> list[str]:
    """Sheets with fewer events than acknowledged saves: each save leaves its own."""
    saves: dict[tuple, int] = defaultdict(int)
    for each in saved:
        saves[each.box.team, each.box.period] += 1
    told = {
        (each["space"], each["facts__period"]): each["count"]
        for each in Event.objects.filter(name=events.SHEET_SAVED)
        .values("space", "facts__period")
        .annotate(count=Count("pk"))
        .order_by()
    }
    return [
        f"Team {team}, {period}: {count} saves, {told.get((team, str(period)), 0)} events"
        for (team, period), count in saves.items()
        if told.get((team, str(period)), 0) < count
    ]
