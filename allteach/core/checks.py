"""Combinations of settings that must not be."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def settings_fit_together(**_):
    """What is wrong with the settings, in words."""
    found = []
    if settings.DEMO and settings.PRODUCTION:
        found.append(
            Error("ALLTEACH_DEMO lets anybody sign in as the cast: it cannot be on in production.", id="allteach.E001")
        )
    if settings.DEBUG and settings.PRODUCTION:
        found.append(
            Error("ALLTEACH_DEBUG shows code and settings: it cannot be on in production.", id="allteach.E002")
        )
    if settings.PRODUCTION and settings.SECRET_KEY == settings.INSECURE_KEY:
        found.append(Error("ALLTEACH_SECRET_KEY is needed in production: fifty random letters.", id="allteach.E003"))
    return found


@register(Tags.database)
def sqlite_takes_its_lock_early(**_):
    """SQLite with a late lock loses more than half of the writes of three writers."""
    found = []
    for name, database in settings.DATABASES.items():
        late = database.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE"
        if database["ENGINE"].endswith("sqlite3") and late:
            found.append(Error(f"The SQLite database {name!r} needs transaction_mode IMMEDIATE.", id="allteach.E004"))
    return found
