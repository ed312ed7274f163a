"""Reading an application to write on it: locked, with its round and space."""

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

from allteach.collaboratives.models import Application, ApplicationWriter
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.people.traces import addresses_proven_by


def locked(application: Application) -> Application:
    """The application as it stands now, held until this transaction ends."""
    held = Application.objects.select_for_update(of=("self",))
    return held.select_related("recruitment", "recruitment__space").get(pk=application.pk)


def require_open(application: Application) -> None:
    """Refuse to change an application that was decided on, or whose round is closed; in words."""
    if application.state not in Application.WRITTEN:
        raise ValidationError(_("This application cannot be changed any more."))
    recruitment = application.recruitment
    if not recruitment.is_open:
        day = formats.date_format(recruitment.closes_on, "j F Y")
        raise ValidationError(_("The last day to apply was %(day)s. What you wrote is kept.") % {"day": day})


def keep(application: Application, event: str, *, by: Person | None, **facts) -> None:
    """Save an application, one version on, with the event."""
    application.version += 1
    application.save()
    record(event, by=by, about=application, space=application.recruitment.space_id, **facts)


def take_up(application: Application, by: Person) -> None:
    """Know whoever writes by their person, where only their address was known."""
    waiting = ApplicationWriter.objects.filter(application=application.pk, person=None)
    waiting.filter(email__in=addresses_proven_by(by)).update(person=by)
