from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from allteach.progress.models import MonthlyReport
from tests.factories.people import PersonFactory
from tests.factories.spaces import TeamFactory


class SentReportFactory(DjangoModelFactory):
    """A team's report of June 2025, sent on the eighth of July; `month` is its first day."""

    class Meta:
        model = MonthlyReport

    kind = "monthly_report"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    title = "Report"
    month = date(2025, 6, 1)
    state = "sent"
    sent_at = datetime(2025, 7, 8, 12, tzinfo=UTC)
    sent_by = factory.SubFactory(PersonFactory)
