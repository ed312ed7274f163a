"""The support of a practice's senior sponsor: asked for by mail, signed by a link, or recorded from paper."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import keep, locked, require_open
from allteach.collaboratives.models import Application
from allteach.people.models import Person


@transaction.atomic
def ask_for_support(*, application: Application, by: Person) -> Application:
    """Send the sponsor a link at which they can read the application and sign. Raises ValidationError, by field."""
    application = locked(application)
    require_open(application)
    refused = {}
    if not application.sponsor_name:
        refused["sponsor_name"] = _("Name somebody senior who stands behind you.")
    try:
        validate_email(application.sponsor_email)
    except ValidationError:
        refused["sponsor_email"] = _("We need the sponsor's address to ask them.")
    if application.supported_at is not None:
        raise ValidationError(_("The sponsor has signed already."))
    if refused:
        raise ValidationError(refused)
    keep(application, events.SUPPORT_ASKED, by=by)
    return application


@transaction.atomic
def sign_support(*, application: Application, name: str, by: Person | None = None) -> Application:
    """Sign as the sponsor, who came by the link and may be nobody here. Signed twice, it was signed the first time."""
    return _sign(application, name, recorded_by=None, by=by)


@transaction.atomic
def record_support(*, application: Application, name: str, by: Person) -> Application:
    """Record that the sponsor signed on paper: `by` answers for it."""
    return _sign(application, name, recorded_by=by, by=by)


def _sign(application: Application, name: str, *, recorded_by: Person | None, by: Person | None) -> Application:
    application = locked(application)
    if application.supported_at is not None:
        return application
    require_open(application)
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Write the name of whoever signs.")})
    application.supported_as, application.supported_at = name[:160], timezone.now()
    application.support_recorded_by = recorded_by
    application.sponsor_name = application.sponsor_name or application.supported_as[:120]
    keep(application, events.SUPPORT_SIGNED, by=by, on_paper=recorded_by is not None, texts={"name": name})
    return application
