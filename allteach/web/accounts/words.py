"""What the sign-in library says when something cannot be, in our words. Its own words show for the rest."""

from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("This is not the code, or it is too old. Look at the newest mail, or ask for a new one.")
TOO_MANY_TRIES = _("That was too many tries. Wait five minutes, then try again.")

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is closed."),
    "cannot_remove_primary_email": _("Codes go to this address: give another one first."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("This address and this password do not belong together. A code by e-mail works too."),
    "email_taken": _("Another account has this address."),
    "enter_current_password": _("Type the password that you have now."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link has been used, or is too old."),
    "invalid_login": _("That did not work. A code by e-mail always does."),
    "invalid_password_reset": _("This link has been used, or is too old."),
    "same_as_current": _("This is the one that you have now."),
    "too_many_login_attempts": TOO_MANY_TRIES,
    "rate_limited": TOO_MANY_TRIES,
    "unknown_email": _("No account has this address."),
    "unverified_primary_email": _("Confirm your address first: we sent a code to it."),
}

SECOND_STEP_ERRORS = {
    "cannot_delete_authenticator": _("Your second step has to stay on."),
    "cannot_generate_recovery_codes": _("Turn on a second step first: spare codes are for the day you lose it."),
    "incorrect_code": _("This is not the code. Type the one that your app shows now, or a spare code not yet used."),
    "unverified_email": _("Confirm your address first: we sent a code to it."),
}
