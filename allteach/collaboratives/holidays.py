"""Public holidays: days on which nobody is asked to come."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

# By country, and by the part of it that has holidays of its own. To add one, name it as the library does.
PLACES = {
    "GB-ENG": _("England"),
    "GB-NIR": _("Northern Ireland"),
    "GB-SCT": _("Scotland"),
    "GB-WLS": _("Wales"),
    "IE": _("Ireland"),
    "CA-AB": _("Alberta"),
    "CA-BC": _("British Columbia"),
    "CA-MB": _("Manitoba"),
    "CA-NB": _("New Brunswick"),
    "CA-NL": _("Newfoundland and Labrador"),
    "CA-NS": _("Nova Scotia"),
    "CA-NT": _("Northwest Territories"),
    "CA-NU": _("Nunavut"),
    "CA-ON": _("Ontario"),
    "CA-PE": _("Prince Edward Island"),
    "CA-QC": _("Quebec"),
    "CA-SK": _("Saskatchewan"),
    "CA-YT": _("Yukon"),
    "US": _("United States"),
    "AU": _("Australia"),
    "NZ": _("New Zealand"),
}


def holidays_of(place: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a place, a key of PLACES, in some years; none where no place was chosen."""
    return _holidays(place, tuple(years)) if place else frozenset()


@lru_cache(maxsize=64)
def _holidays(place: str, years: tuple[int, ...]) -> frozenset[date]:
    # Takes a tenth of a second to load, and is needed on few pages.
    from holidays import country_holidays

    country, _, part = place.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=years))
