"""The header of the pages of recruitment."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from allteach.collaboratives.models import Application, Recruitment
from allteach.people.models import Person
from allteach.web.navigation import Crumb, Place, Words


def application_place(
    application: Application, person: Person, *, name: Words = "", facts: tuple[Words, ...] = ()
) -> Place:
    """The place of an application's page: beneath the list of those who select, or one's own."""
    space = application.recruitment.space
    if application.is_theirs:
        crumbs = [Crumb(_("My applications"), reverse("recruitment:applications"))]
    else:
        crumbs = [
            Crumb(space.name, reverse("collaboratives:collaborative", args=[space.slug])),
            Crumb(_("Applications"), reverse("recruitment:selection", args=[space.slug])),
        ]
    if name:
        crumbs.append(Crumb(str(application), reverse("recruitment:application", args=[application.pk])))
    return Place(name=name or str(application), path=tuple(crumbs), facts=facts)


def when_words(recruitment: Recruitment) -> str:
    """When practices may apply, as one would say it."""
    opens, closes = (formats.date_format(each, "j F Y") for each in (recruitment.opens_on, recruitment.closes_on))
    words = {
        Recruitment.Stage.ANNOUNCED: _("Practices may apply from %(opens)s to %(closes)s."),
        Recruitment.Stage.OPEN: _("Open until the end of %(closes)s."),
        Recruitment.Stage.CLOSED: _("Closed since %(closes)s."),
    }
    return words[recruitment.stage] % {"opens": opens, "closes": closes}
