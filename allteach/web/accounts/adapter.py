"""How sign-in meets our people: every account has a person, and sign-up is by invitation."""

import logging
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.messaging.codes import send_asked_for
from allteach.messaging.rendering import mail_with
from allteach.people.actions import record_sign_in_limited
from allteach.people.models import Account, Person
from allteach.web.accounts.words import ACCOUNT_ERRORS, SECOND_STEP_ERRORS

LIMITED_IS_NEWS_AFTER = 900  # Seconds: as long as the limit itself.

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of people."""

    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request):
        """Only where a setting opens it: otherwise by invitation."""
        return settings.OPEN_SIGN_UP

    def new_user(self, request):
        """An account with a person, so that the two are never apart."""
        return Account(person=Person(name=""))

    def save_user(self, request, user, form, commit=True):
        """Keep the person first: the account points at it."""
        user = super().save_user(request, user, form, commit=False)
        user.person.name = user.person.name or user.email.split("@")[0]
        if commit:
            user.person.save()
            user.person_id = user.person.pk
            user.save()
        return user

    def send_mail(self, template_prefix, email, context):
        """Send a code now; where the mail server does not answer, say so instead of breaking."""
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)} | context
        said = self.render_mail(template_prefix, email, known)
        try:
            send_asked_for(mail_with(said.subject, said.body, to=email))
        except OSError as failure:  # smtplib's own errors are OSErrors too.
            log.warning("A mail of the sign-in pages was not sent: %s.", type(failure).__name__)
            messages.error(self.request, _("The mail could not be sent. Please try again in a minute."))

    def pre_authenticate(self, request, **credentials):
        """Keep, once in a while, that somebody tried too often: whoever runs the site sees it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            email = credentials.get("email") or credentials.get("username") or ""
            if cache.add(f"sign-in-limited:{sha256(email.casefold().encode()).hexdigest()}", 1, LIMITED_IS_NEWS_AFTER):
                record_sign_in_limited(email=email)
            raise

    def populate_username(self, request, user):
        """Nobody has a username here."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts that an organisation vouches for."""

    def is_open_for_signup(self, request, sociallogin):
        """As for everybody: by invitation, unless a setting opens it."""
        return settings.OPEN_SIGN_UP


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step of signing in."""

    error_messages = DefaultMFAAdapter.error_messages | SECOND_STEP_ERRORS

    def get_user_display(self, user) -> str:
        """The name beside a passkey."""
        return user.person.name
