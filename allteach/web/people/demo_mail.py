"""The demo's mail: what would have gone out, to be read here. Elsewhere there is no such page.

Somebody signed in reads what came to them and what they caused; a stranger reads codes for signing in.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allteach.messaging.folder import KeptMail
from allteach.messaging.folder import mails as kept_mails
from allteach.people.models import Account
from allteach.web.http import page


@never_cache
@login_not_required
@require_safe
def mails(request):
    """The newest mails, newest first."""
    return page(request, "mail/mails.html", {"mails": mails_for(request)})


@never_cache
@login_not_required
@require_safe
def mail(request, name):
    """One mail."""
    for kept in mails_for(request):
        if kept.name == name:
            return page(request, "mail/mail.html", {"mail": kept})
    raise Http404


def mails_for(request) -> list[KeptMail]:
    """What this reader may read."""
    if not settings.DEMO:
        raise Http404
    if request.person.pk is None:
        return [kept for kept in kept_mails() if kept.by is None]
    account = Account.objects.filter(person=request.person).first()
    own = account.email.lower() if account else None
    return [kept for kept in kept_mails() if kept.by == request.person.pk or kept.to.lower() == own]
