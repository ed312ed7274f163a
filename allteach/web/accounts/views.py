"""Ways in: a code by e-mail first, then a password or passkey; in the demo, as one of the cast.

The sign-in library's own views do the work; these give its first page everything that page shows.
"""

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.account.signals import user_logged_in
from allauth.account.views import LoginView, RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allteach.people.actions import record_sign_in
from allteach.people.models import Account, Person
from allteach.web.http import go_to


class AddressAndPasswordForm(LoginForm):
    """Signing in with a password, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""  # A link to the forgotten password stands beside the button.


class AddressForm(RequestLoginCodeForm):
    """Asking for a code, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class SignInView(LoginView):
    """The first page, and the answer to a password."""

    form_class = AddressAndPasswordForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | ways_in(code_form=AddressForm(), password_form=context["form"])


class RequestCodeView(RequestLoginCodeView):
    """The same page as an answer to an address that cannot be one."""

    form_class = AddressForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | ways_in(code_form=context["form"], password_form=AddressAndPasswordForm(request=self.request))


def ways_in(*, code_form, password_form) -> dict:
    """What the sign-in page shows: its two forms, and two short queries on who may be there."""
    return {
        "code_form": code_form,
        "password_form": password_form,
        "is_sign_up_open": settings.OPEN_SIGN_UP,
        "is_first_run": not Account.objects.exists(),
        "cast": cast() if settings.DEMO else (),
    }


def cast() -> list[Person]:
    """The invented people whom anybody may be in a demo, in the order of the story."""
    return list(Person.objects.filter(is_for_demo=True, account__is_for_demo=True).order_by("pk"))


@login_not_required
@require_POST
def sign_in_as(request, person):
    """Become one of the cast. Only in a demo: elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    account = get_object_or_404(Account, person=person, person__is_for_demo=True, is_for_demo=True, is_active=True)

    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_sign_in(account=account)
    user_logged_in.send(sender=Account, request=request, user=account)  # So that it is listed among the sign-ins.

    to = request.POST.get("next", "")
    return go_to(
        request, to if url_has_allowed_host_and_scheme(to, {request.get_host()}) else settings.LOGIN_REDIRECT_URL
    )
