"""The link with which a sponsor reads an application and signs: it names the application and opens nothing else."""

from django.core import signing

from allteach.collaboratives.models import Application

SALT = "allteach.collaboratives.support"


def secret_for_sponsor(application: Application) -> str:
    """What stands in the link. Named another sponsor at another address, the application has another link."""
    return signing.dumps([application.pk, application.sponsor_email.lower()], salt=SALT)


def application_with(secret: str) -> Application | None:
    """The application that such a link opens; None for a link that nobody made, or that was sent to another sponsor."""
    try:
        pk, email = signing.loads(secret, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    shown = Application.objects.exclude(state=Application.State.WITHDRAWN)
    found = shown.filter(pk=pk).select_related("recruitment", "recruitment__space").first()
    return found if found is not None and found.sponsor_email.lower() == email else None
