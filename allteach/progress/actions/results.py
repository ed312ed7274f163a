"""Writing the results of a collaborative, publishing them, correcting them and taking them back."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_text
from allteach.measures.models import Measure
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.models import Results, ResultsVersion
from allteach.progress.told_results import PARTS, ToldResults
from allteach.spaces.actions.answers import Errors, refuse, require_version, trimmed, write_answers
from allteach.spaces.models import Space

MOST_LINKS = 8
LONGEST_TITLE, LONGEST_ALTERNATIVE = 200, 300
LINK = ("title", "link", "alternative")  # In a form: "title_1", "link_1", "alternative_1" …
_is_address = URLValidator(schemes=["https", "http"])


@transaction.atomic
def write_results(
    *,
    collaborative: Space,
    measures: Iterable[Measure] = (),
    links: Iterable[Mapping[str, str]] = (),
    licence: str,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **parts: str,
) -> Results:
    """Write on the working copy. The public reads it when it is published, or published anew.

    `parts` are those of told_results.PARTS. A link needs its title, its address and how somebody takes it in who cannot
    see or hear it; empty lines are left away. `version` is that which the writer saw, 0 when there was none;
    ValidationError with code "conflict" if somebody else wrote since.
    """
    results = _locked(collaborative) or Results(collaborative_id=collaborative.pk, version=0)
    require_version(results, version)
    measures, kept_links = list(measures), [_trimmed(each) for each in links]
    answers = {name: parts[name] for name in PARTS if name in parts} | {"licence": licence}
    errors = write_answers(results, answers, was_checked=was_checked)
    if any(measure.in_space_id != collaborative.pk for measure in measures):
        errors["measures"] = [_("Choose among the measures of this collaborative.")]
    errors |= _wrong_with_links(kept_links, was_checked=was_checked)
    refuse(errors)
    results.links = [each for each in kept_links if any(each.values())]
    results.changed_by = by
    _save(results)
    results.measures.set(measures)
    record(events.RESULTS_WRITTEN, by=by, about=results, space=collaborative.pk)
    return results


@transaction.atomic
def publish_results(
    *,
    results: Results,
    told: ToldResults,
    change_reason: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> ResultsVersion:
    """Publish the results as they stand: `results_from_record` made them. Again: a further version, with its reason.

    Refused, by field, without a summary, without what did not work and without the limits; a further version that says
    nothing new; with code "conflict" if somebody wrote on them since `version`.
    """
    results = Results.objects.select_for_update().get(pk=results.pk)
    require_version(results, version)
    errors: Errors = {name: [words] for name, words in _asked_for().items() if not getattr(results, name).strip()}
    last = results.versions.order_by("-number").first()
    made = ResultsVersion(
        results=results,
        number=last.number + 1 if last else 1,
        told=told.as_json(),
        published_at=timezone.now(),
        published_by=by,
    )
    needed = {"change_reason": _("Say what is different, and why.")} if last else {}
    errors |= write_answers(made, {"change_reason": change_reason}, needed=needed, was_checked=was_checked)
    refuse(errors)
    if last is not None and last.taken_back_at is None and told.says_the_same_as(ToldResults.read(last.told)):
        raise ValidationError(_("Nothing is different from what was published."))
    made.save()
    _save(results)
    record(
        events.RESULTS_CORRECTED if last else events.RESULTS_PUBLISHED,
        by=by,
        about=made,
        space=results.collaborative_id,
        number=made.number,
    )
    return made


@transaction.atomic
def take_back_results(*, results: Results, reason: str, was_checked: bool = False, by: Person) -> list[ResultsVersion]:
    """Take back every version that stands. Their addresses stay, and say that they were taken back, and why."""
    results = Results.objects.select_for_update().get(pk=results.pk)
    standing = list(results.versions.standing().order_by("number"))
    if not standing:
        raise ValidationError(_("No results are published now."))
    needed = {"taken_back_reason": _("Say why: whoever comes to the page reads it.")}
    for each in standing:
        said = write_answers(each, {"taken_back_reason": reason}, needed=needed, was_checked=was_checked)
        refuse({"reason": said["taken_back_reason"]} if said else {})
        each.taken_back_at, each.taken_back_by = timezone.now(), by
        each.save()
    _save(results)
    record(
        events.RESULTS_TAKEN_BACK,
        by=by,
        about=results,
        space=results.collaborative_id,
        numbers=[each.number for each in standing],
    )
    return standing


def _locked(collaborative: Space) -> Results | None:
    """The working copy, locked; with the collaborative, so that two who begin it at once do not both."""
    Space.objects.select_for_update(no_key=True).get(pk=collaborative.pk)
    return Results.objects.select_for_update().filter(collaborative=collaborative.pk).first()


def _save(results: Results) -> None:
    results.version += 1
    results.save()


def _asked_for() -> dict[str, str]:
    """What must be said before anything is published, each with the words that ask for it."""
    return {
        "summary": _("Say in a few sentences what was reached."),
        "not_worked": _("Say at least one thing that did not work. It saves others the trouble."),
        "limits": _("Say what these results cannot tell."),
    }


def _trimmed(link: Mapping[str, str]) -> dict[str, str]:
    return {name: trimmed(link.get(name, "")) for name in LINK}


def _wrong_with_links(links: list[dict[str, str]], *, was_checked: bool) -> Errors:
    """What is wrong with the links, by field and the number of the line."""
    asked = {
        "title": _("Say what it is."),
        "link": _("Write its address."),
        "alternative": _("Say how somebody takes it in who cannot see or hear it: captions, a transcript, large type."),
    }
    longest = {"title": LONGEST_TITLE, "link": 500, "alternative": LONGEST_ALTERNATIVE}
    errors: Errors = {}
    if len(links) > MOST_LINKS:
        errors["title_1"] = [_("Name at most %(most)d.") % {"most": MOST_LINKS}]
    for number, each in enumerate(links, start=1):
        if not any(each.values()):
            continue
        for name, said in each.items():
            field = f"{name}_{number}"
            if not said:
                errors[field] = [asked[name]]
            elif len(said) > longest[name]:
                errors[field] = [_("Say it in fewer letters: at most %(most)d.") % {"most": longest[name]}]
            elif name == "link":
                errors |= _wrong_address(field, said)
            else:
                try:
                    check_text(said, was_checked=was_checked)
                except ValidationError as pointing:
                    errors[field] = pointing.error_list
    return errors


def _wrong_address(field: str, said: str) -> Errors:
    try:
        _is_address(said)
    except ValidationError:
        return {field: [_("Write a whole address, as in https://example.org/recording.")]}
    return {}
