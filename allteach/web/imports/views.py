"""Files of values: sent, columns named, questions answered, the dry run, taken over, taken back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core import actions as core_actions
from allteach.core.models import Work
from allteach.core.permissions import allow
from allteach.core.queries import work_of
from allteach.exchange import imports as exchange
from allteach.exchange.formats import WRITABLE
from allteach.exchange.layout import propose
from allteach.exchange.refusals import FileRefused
from allteach.measures.models import ValueImport
from allteach.measures.permissions import can_import_values
from allteach.measures.queries.imports import imports_of, measures_of, names_known, refused_values, teams_of
from allteach.spaces.models import Space
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page
from allteach.web.imports.forms import ColumnsForm, FileForm, QuestionsForm, TakeOverForm
from allteach.web.imports.listed import imports_table
from allteach.web.imports.pages import (
    REFUSALS_SHOWN,
    dry_run,
    history,
    import_place,
    kwargs_of,
    preview,
    taken_words,
    work_words,
)
from allteach.web.limits import Limit
from allteach.web.tables import table_file

many_files = Limit("import", most=30, seconds=3600)
many_steps = Limit("import-step", most=120, seconds=3600)  # Each has the worker go through the whole file.

State = ValueImport.State
WORKING = (State.READING, State.CHECKING, State.TAKING, State.TAKING_BACK)
TO_ANSWER = {State.MAPPING: "map_columns", State.ASKING: "answer"}


@dataclass(frozen=True)
class Asked:
    """Where a page of an import is: its space, and the import if the address names one."""

    space: Space
    value_import: ValueImport | None
    kwargs: dict

    def address(self, name: str) -> str:
        """The address of another page of this import."""
        return reverse(f"imports:{name}", kwargs=self.kwargs)


def find_import(request: HttpRequest, space: str = "", team: str = "", number: int | None = None) -> Asked:
    """The space and the import that an address names, for whoever may import there."""
    found = find_team(request, team) if team else find_collaborative(request, space)
    allow(can_import_values(request.person, found))
    kwargs = kwargs_of(found, request.person)
    if number is None:
        return Asked(found, None, kwargs)
    shown = ValueImport.objects.visible_to(request.person).select_related("space", "space__parent", "by", "taken_by")
    return Asked(found, get_object_or_404(shown, pk=number, space=found.pk), {**kwargs, "number": number})


@require_http_methods(["GET", "POST"])
@many_files
def imports(request, **where):
    """Send a file; and what became of those sent before."""
    asked = find_import(request, **where)

    form = FileForm(request.POST or None, request.FILES or None)
    if form.submit(exchange.send_file, space=asked.space, by=request.person):
        return go_to(request, "imports:value_import", **asked.kwargs, number=form.result.pk)

    lines = history(asked.space, request.person, imports_of(asked.space))
    context = {
        "place": import_place(asked.space, request.person),
        "form": form,
        "has_any": bool(lines),
        "is_team": asked.space.kind == Space.Kind.TEAM,
    }
    return page(request, "imports/imports.html", context, tables=[imports_table(asked.space, lines)])


@require_safe
def value_import(request, **where):
    """One file: how far it is, what would happen, or what happened."""
    asked = find_import(request, **where)
    found = asked.value_import
    if found.state in TO_ANSWER:
        return go_to(request, asked.address(TO_ANSWER[found.state]))

    context = {
        "place": import_place(asked.space, request.person),
        "import": found,
        "all": reverse("imports:imports", kwargs=kwargs_of(asked.space, request.person)),
        "taken_words": taken_words(found) if found.state in (State.TAKEN, State.TAKEN_BACK) else "",
        "addresses": {name: asked.address(name) for name in ("map_columns", "take_back", "leave")},
        "refused": {form: reverse("imports:refused", kwargs={**asked.kwargs, "form": form}) for form in WRITABLE},
        "is_most": REFUSALS_SHOWN,
        **progress_of(asked),
    }
    if found.state in (State.CHECKED, State.TAKEN):
        context["run"] = dry_run(found)
        context["modes"] = TakeOverForm()
        context["take_over"] = asked.address("take_over")
    return page(request, "imports/value_import.html", context)


@require_safe
def progress(request, **where):
    """How far the work on a file is; the page itself once it has ended."""
    asked = find_import(request, **where)

    said = progress_of(asked)
    if not said["is_working"] or not request.htmx:
        return go_to(request, asked.address("value_import"))
    return page(request, "imports/_progress.html", said)


def progress_of(asked: Asked) -> dict:
    """What is said of work that goes on: nothing when a person decides next."""
    found = asked.value_import
    is_working = found.state in WORKING
    work = work_of(exchange.work_key(found)) if is_working else None
    has_failed = work is not None and work.state == Work.State.FAILED
    return {
        "is_working": is_working and not has_failed,
        "has_failed": has_failed,
        "again": asked.address("try_again"),
        "progress_words": work_words(found, work) if is_working else "",
        "work": work,
        "progress_address": asked.address("progress"),
    }


@require_http_methods(["GET", "POST"])
@many_steps
def map_columns(request, **where):
    """Say what the columns mean, beside the first rows."""
    asked = find_import(request, **where)
    found = asked.value_import
    if found.state not in (State.MAPPING, State.ASKING, State.CHECKED):
        return go_to(request, asked.address("value_import"))

    try:
        sheet = exchange.open_sheet(found)
    except FileRefused as refused:
        messages.error(request, str(refused))
        return go_to(request, "imports:imports", **kwargs_of(asked.space, request.person))
    known = names_known(asked.space)
    layout = propose(sheet, teams=known.teams, measures=known.measures)
    form = ColumnsForm(
        request.POST or None,
        value_import=found,
        layout=layout,
        mapping=exchange.mapping_of(found),
        teams=teams_of(asked.space),
        measures=measures_of(asked.space),
    )
    if form.submit(exchange.settle, value_import=found, by=request.person):
        return go_to(request, asked.address("value_import"))

    context = {
        "place": import_place(asked.space, request.person),
        "import": found,
        "form": form,
        "layout": layout,
        "preview": preview(sheet, layout.table),
        "rows": sheet.count,
        "leave": asked.address("leave"),
    }
    return page(request, "imports/map_columns.html", context)


@require_http_methods(["GET", "POST"])
@many_steps
def answer(request, **where):
    """Answer what a file leaves open."""
    asked = find_import(request, **where)
    found = asked.value_import
    if found.state != State.ASKING:
        return go_to(request, asked.address("value_import"))

    space = asked.space
    policy = getattr(space, "disclosure", None) if space.kind != Space.Kind.TEAM else None
    form = QuestionsForm(
        request.POST or None,
        value_import=found,
        mapping=exchange.mapping_of(found),
        teams=[(team.slug, team.name) for team in teams_of(space)],
        measures=[(measure.slug, measure.current.name) for measure in measures_of(space)],
        ground=found.new_teams_ground or (policy.ground if policy and policy.is_published_data else ""),
    )
    if form.submit(exchange.settle, value_import=found, by=request.person):
        return go_to(request, asked.address("value_import"))

    context = {
        "place": import_place(space, request.person),
        "import": found,
        "form": form,
        "columns": asked.address("map_columns"),
        "leave": asked.address("leave"),
    }
    return page(request, "imports/answer.html", context)


@require_POST
@many_steps
def take_over(request, **where):
    """Take a checked file over: the worker does it."""
    asked = find_import(request, **where)

    form = TakeOverForm(request.POST)
    if not form.submit(exchange.take_over, value_import=asked.value_import, by=request.person):
        messages.error(request, " ".join(words for errors in form.errors.values() for words in errors))
    return go_to(request, asked.address("value_import"))


@require_http_methods(["GET", "POST"])
@many_steps
def take_back(request, **where):
    """Take an import back whole."""
    asked = find_import(request, **where)

    if request.method == "POST":
        return carried_out(request, asked, exchange.take_back)
    context = {
        "place": import_place(asked.space, request.person),
        "import": asked.value_import,
        "back": asked.address("value_import"),
    }
    return page(request, "imports/take_back.html", context)


@require_POST
def leave(request, **where):
    """Leave a file that was not taken over."""
    return carried_out(request, find_import(request, **where), exchange.leave)


@require_POST
@many_steps
def try_again(request, **where):
    """Let the worker try again what went wrong three times."""
    asked = find_import(request, **where)

    work = work_of(exchange.work_key(asked.value_import))
    if work is not None:
        core_actions.try_again(work)
    return go_to(request, asked.address("value_import"))


def carried_out(request, asked: Asked, step):
    """Do a step that asks nothing, and say what stood in its way."""
    try:
        step(value_import=asked.value_import, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return go_to(request, asked.address("value_import"))


@require_safe
def refused(request, form, **where):
    """Everything that was refused, as a file."""
    asked = find_import(request, **where)

    rows = refused_values(asked.value_import).values_list("line", "words").iterator(chunk_size=2_000)
    return table_file(form, f"refused-{asked.value_import.pk}", [_("Line"), _("Why it is refused")], rows)
