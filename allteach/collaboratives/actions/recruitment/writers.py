"""Who of a practice writes on its application."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import locked
from allteach.collaboratives.models import Application, ApplicationWriter
from allteach.core.actions import record
from allteach.people.models import Person

MOST_WRITERS = 10


@transaction.atomic
def add_writer(*, application: Application, name: str, email: str, by: Person) -> ApplicationWriter:
    """Let somebody of the practice write too. They are sent where to find it; they sign in with this address.

    Added twice, they stand there once. Raises ValidationError, by field.
    """
    application = locked(application)
    name, email = " ".join(name.split()), email.strip().lower()
    refused = {}
    try:
        validate_email(email)
    except ValidationError:
        refused["email"] = _("Write an email address, like name@example.org.")
    if not name:
        refused["name"] = _("Write their name, so that they know it is meant for them.")
    writers = ApplicationWriter.objects.filter(application=application.pk)
    standing = writers.filter(email=email).first()
    if standing is None and not refused and writers.count() >= MOST_WRITERS:
        refused["email"] = _("Ten people write on this already.")
    if refused:
        raise ValidationError(refused)
    if standing is not None:
        return standing
    writer = ApplicationWriter.objects.create(application=application, name=name, email=email, added_by=by)
    record(events.WRITER_ADDED, by=by, about=writer, space=application.recruitment.space_id)
    return writer


@transaction.atomic
def remove_writer(*, writer: ApplicationWriter, by: Person) -> None:
    """Let somebody write no more. The last one stays. Removed twice, they were removed the first time."""
    application = locked(writer.application)
    writers = ApplicationWriter.objects.filter(application=application.pk)
    if not writers.filter(pk=writer.pk).exists():
        return
    if writers.count() == 1:
        raise ValidationError(_("Somebody has to write on it. You can withdraw the application instead."))
    record(events.WRITER_REMOVED, by=by, about=writer, space=application.recruitment.space_id)
    writers.filter(pk=writer.pk).delete()
