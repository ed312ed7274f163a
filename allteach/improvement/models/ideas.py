"""Ideas for change that a collaborative gathers, and how well each is supported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.spaces.models import Subject, SubjectQuerySet


class CareElement(models.TextChoices):
    """The part of a system of care that a change touches: the six elements of the Chronic Care Model."""

    SELF_MANAGEMENT_SUPPORT = "self_management_support", _("Support for looking after oneself")
    DELIVERY_SYSTEM_DESIGN = "delivery_system_design", _("How visits and roles are planned")
    DECISION_SUPPORT = "decision_support", _("Evidence at hand")
    CLINICAL_INFORMATION_SYSTEMS = "clinical_information_systems", _("Knowing our patients, reminders, feedback")
    COMMUNITY_RESOURCES = "community_resources", _("The community around us")
    HEALTH_SYSTEM = "health_system", _("Leadership and culture")


class ChangeIdea(Subject):
    """Something to try, told so that another team can. Its space is the collaborative that gathers it."""

    class Evidence(models.TextChoices):
        STRONG = "strong", _("Strong evidence")
        PROMISING = "promising", _("Promising")
        EXPERT_OPINION = "expert_opinion", _("Experts think so")
        UNTESTED = "untested", _("Not tested yet")
        MIXED = "mixed", _("Mixed: it helped some")
        TESTED_NOT_EFFECTIVE = "tested_not_effective", _("Tested: it did not help")
        HARMFUL = "harmful", _("Tested: it did harm")

    class Origin(models.TextChoices):
        LITERATURE = "literature", _("Published work")
        FACULTY = "faculty", _("Faculty")
        TEAM = "team", _("A team")
        PATIENT = "patient", _("A patient")
        COMMUNITY_CONSULTATION = "community_consultation", _("A community consultation")
        STAFF = "staff", _("Staff")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_change_idea"
    )
    plain_summary = models.TextField(_("what it is, in plain words"))
    driver = models.CharField(_("what it should move"), max_length=200, blank=True)
    care_element = models.CharField(
        _("what part of care it touches"), max_length=30, choices=CareElement.choices, blank=True
    )
    first_test = models.TextField(_("how to test it small"), blank=True)
    evidence = models.CharField(
        _("how well it is supported"), max_length=25, choices=Evidence.choices, default=Evidence.UNTESTED
    )
    origin = models.CharField(_("where it comes from"), max_length=25, choices=Origin.choices, default=Origin.TEAM)

    objects = SubjectQuerySet.as_manager()

    @property
    def warns(self) -> bool:
        """Whether whoever tries it must first read that it was found not to help, or to harm."""
        return self.evidence in {self.Evidence.TESTED_NOT_EFFECTIVE, self.Evidence.HARMFUL}
