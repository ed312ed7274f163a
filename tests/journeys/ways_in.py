"""The pages of the sign-in library, of an invitation and of the demo, which the table of access cannot open by address:
each as the steps that lead to it."""

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse

from allteach.messaging import outbox
from allteach.spaces import actions as space_actions
from allteach.spaces.secrets import secret_of

PASSWORD = "a long and quiet night"
KEY = {"name": "My phone", "passwordless": True, "credential": {}}


def amina(world):
    """Amina, whose address is known to be hers, with a password."""
    cache.clear()  # Each begins with all its tries.
    account = world.amina.account
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    account.set_password(PASSWORD)
    account.save()
    return account


def as_stranger(address, *, form=None):
    """A page that anybody finds; with `form`, what it says to that."""

    def way(client, world):
        amina(world)
        return client.get(address, follow=True) if form is None else client.post(address, form, follow=True)

    return way


def as_amina(address, *, form=None, has=()):
    """A page of one's own account, shortly after signing in; `has` are the second steps she took before."""

    def way(client, world):
        sign_in(client, world, has)
        place = address(world) if callable(address) else address
        return client.get(place, follow=True) if form is None else client.post(place, form, follow=True)

    return way


def sign_in(client, world, has=()):
    """Amina, signed in just now."""
    account = amina(world)
    client.force_login(account)
    for second_step in has:
        second_step(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()


def long_ago(address, *, form=None, has=()):
    """A page that asks who one is once more."""

    def way(client, world):
        sign_in(client, world, has)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 9999}]
        session.save()
        return client.get(address, follow=True) if form is None else client.post(address, form, follow=True)

    return way


def totp(account):
    """An app that shows numbers."""
    TOTP.activate(account, generate_totp_secret())


def spare_codes(account):
    """Spare codes."""
    RecoveryCodes.activate(account)


def passkey(account):
    """A passkey."""
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=KEY)


def of_the_key(name):
    """The address of a page about Amina's only passkey."""
    return lambda world: reverse(name, args=[world.amina.account.authenticator_set.get(type="webauthn").pk])


def after_asking_for_a_code(form=None):
    """The page where a code from the mail is typed."""

    def way(client, world):
        asked = client.post(reverse("account_request_login_code"), {"email": amina(world).email}, follow=True)
        return asked if form is None else client.post(reverse("account_confirm_login_code"), form)

    return way


def after_forgetting_the_password(form=None, *, has_code=False):
    """The page where the code for a new password is typed; with the code, the new password itself."""

    def way(client, world):
        client.post(reverse("account_reset_password"), {"email": amina(world).email})
        if not has_code:
            address = reverse("account_confirm_password_reset_code")
            return client.get(address) if form is None else client.post(address, form)
        code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{3,4}\b", mail.outbox[-1].body)[0]
        client.post(reverse("account_confirm_password_reset_code"), {"code": code})
        address = reverse("account_complete_password_reset")
        return client.get(address) if form is None else client.post(address, form)

    return way


def second_step(form=None):
    """The page between the password and the door."""

    def way(client, world):
        totp(amina(world))
        asked = client.post(
            reverse("account_login"), {"login": world.amina.account.email, "password": PASSWORD}, follow=True
        )
        return asked if form is None else client.post(reverse("mfa_authenticate"), form)

    return way


def after_signing_up(form=None):
    """The page where a newcomer shows that the address is theirs."""

    def way(client, world):
        amina(world)
        new = {"email": "kwame@place.example", "password1": PASSWORD, "password2": PASSWORD, "name": "Kwame"}
        with override_settings(OPEN_SIGN_UP=True):
            asked = client.post(reverse("account_signup"), new, follow=True)
        return asked if form is None else client.post(reverse("account_email_verification_sent"), form)

    return way


def sign_up_open(form=None):
    """Sign-up where a setting opens it."""

    def way(client, world):
        amina(world)
        with override_settings(OPEN_SIGN_UP=True):
            address = reverse("account_signup")
            return client.get(address) if form is None else client.post(address, form)

    return way


def invited(*, email="kwame@place.example", who=None, then="spaces:accept_invitation", form=None):
    """What whoever follows the link of an invitation sees."""

    def way(client, world):
        cache.clear()
        asked = {"email": email or world.gil.account.email, "name": "Kwame", "role": "team_member"}
        invitation = space_actions.invite(space=world.ward_7, by=world.amina, words="Do come", **asked)
        if who:
            client.force_login(getattr(world, who).account)
        client.get(reverse("spaces:invitation", args=[secret_of(invitation)]))
        return client.get(reverse(then)) if form is None else client.post(reverse(then), form, follow=True)

    return way


def in_a_demo(address):
    """A page that only a demo has."""

    def way(client, world):
        account = amina(world)
        account.is_for_demo = True
        account.save()
        with override_settings(DEMO=True):
            return client.get(address)

    return way


def one_mail_of_the_demo(client, world):
    """A mail, as a demo shows it."""
    cache.clear()
    with override_settings(DEMO=True, EMAIL_BACKEND="allteach.messaging.folder.FolderBackend"):
        space_actions.invite(
            space=world.ward_7, by=world.amina, email="kwame@place.example", name="Kwame", role="team_member"
        )
        outbox.write_notices()
        outbox.deliver()
        client.force_login(world.amina.account)
        page = client.get(reverse("mails"))
        address = re.search(r'href="(/mail/[^"]+)"', page.content.decode())[1]
        return client.get(address)


def with_nobody_yet(client, world):
    """The first page of an empty site."""
    return client.get(reverse("account_login"))


NEW_PASSWORD = {"password1": "short", "password2": "other"}
WRONG = {"code": "WRONG"}

WAYS = {
    "nobody is here yet": with_nobody_yet,
    "sign in": as_stranger("/accounts/login/"),
    "sign in, wrong": as_stranger("/accounts/login/", form={"login": "amina@allteach.example", "password": "a guess"}),
    "ask for a code, wrong": as_stranger("/accounts/login/code/", form={"email": "amina at the ward"}),
    "the code": after_asking_for_a_code(),
    "the code, wrong": after_asking_for_a_code(WRONG),
    "the cast of a demo": in_a_demo("/accounts/login/"),
    "sign up, closed": as_stranger("/accounts/signup/"),
    "sign up": sign_up_open(),
    "sign up, wrong": sign_up_open({"email": "no", **NEW_PASSWORD}),
    "show that the address is yours": after_signing_up(),
    "show that the address is yours, wrong": after_signing_up(WRONG),
    "not active": as_stranger("/accounts/inactive/"),
    "forgotten password": as_stranger("/accounts/password/reset/"),
    "forgotten password, wrong": as_stranger("/accounts/password/reset/", form={"email": "no"}),
    "code for a new password": after_forgetting_the_password(),
    "code for a new password, wrong": after_forgetting_the_password(WRONG),
    "new password": after_forgetting_the_password(has_code=True),
    "new password, wrong": after_forgetting_the_password(NEW_PASSWORD, has_code=True),
    "new password, done": as_stranger("/accounts/password/reset/done/"),
    "second step": second_step(),
    "second step, wrong": second_step(WRONG),
    "sign out": as_amina("/accounts/logout/"),
    "who are you": long_ago("/accounts/reauthenticate/"),
    "who are you, wrong": long_ago("/accounts/reauthenticate/", form={"password": "a guess"}),
    "who are you, with an app": long_ago("/accounts/2fa/reauthenticate/", has=(totp,)),
    "who are you, with an app, wrong": long_ago("/accounts/2fa/reauthenticate/", form=WRONG, has=(totp,)),
    "address": as_amina("/accounts/email/"),
    "address, wrong": as_amina("/accounts/email/", form={"action_add": "", "email": "no"}),
    "change password": as_amina("/accounts/password/change/"),
    "change password, wrong": as_amina("/accounts/password/change/", form={"oldpassword": "a guess", **NEW_PASSWORD}),
    "second steps": as_amina("/accounts/2fa/"),
    "second steps, some": as_amina("/accounts/2fa/", has=(totp, spare_codes, passkey)),
    "an app": as_amina("/accounts/2fa/totp/activate/"),
    "an app, wrong": as_amina("/accounts/2fa/totp/activate/", form=WRONG),
    "no app any more": as_amina("/accounts/2fa/totp/deactivate/", has=(totp,)),
    "spare codes": as_amina("/accounts/2fa/recovery-codes/", has=(totp, spare_codes)),
    "new spare codes": as_amina("/accounts/2fa/recovery-codes/generate/", has=(totp, spare_codes)),
    "passkeys": as_amina("/accounts/2fa/webauthn/", has=(passkey,)),
    "add a passkey": as_amina("/accounts/2fa/webauthn/add/"),
    "add a passkey, wrong": as_amina("/accounts/2fa/webauthn/add/", form={"name": ""}),
    "rename a passkey": as_amina(of_the_key("mfa_edit_webauthn"), has=(passkey,)),
    "rename a passkey, wrong": as_amina(of_the_key("mfa_edit_webauthn"), form={"name": ""}, has=(passkey,)),
    "remove a passkey": as_amina(of_the_key("mfa_remove_webauthn"), has=(passkey,)),
    "where you are signed in": as_amina("/accounts/sessions/"),
    "other ways in": as_amina("/accounts/3rdparty/"),
    "another way in, cancelled": as_stranger("/accounts/3rdparty/login/cancelled/"),
    "another way in, failed": as_stranger("/accounts/3rdparty/login/error/"),
    "invited": invited(),
    "invited, wrong": invited(form={"name": ""}),
    "invited, with an account": invited(email=None, who=None),
    "invited as oneself": invited(email=None, who="gil"),
    "invited at another address": invited(who="gil"),
    "show that the invited address is yours": invited(who="gil", then="spaces:prove_address", form={}),
    "show that the invited address is yours, wrong": invited(who="gil", then="spaces:prove_address", form=WRONG),
    "mails of a demo": in_a_demo("/mail/"),
    "a mail of a demo": one_mail_of_the_demo,
}

# The names of the pages that the ways lead to.
PAGES = (
    *(
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_signup",
        "account_inactive",
    ),
    *("account_logout", "account_reauthenticate", "account_email"),
    *("account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password"),
    *("account_confirm_password_reset_code", "account_complete_password_reset", "account_password_reset_completed"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list"),
    *("socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_connections"),
    *("spaces:invitation", "spaces:accept_invitation", "spaces:prove_address", "mails", "people:mail"),
)

# Names that lead to no page of their own.
NO_PAGE = {
    "mfa_reauthenticate_webauthn": "asks the browser's own key: test_ways_in looks at it",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "an answer to a script",
    "openid_connect_login": "leads to another site",
    "openid_connect_callback": "comes from another site",
    "socialaccount_signup": "only in the middle of coming from another site",
}
