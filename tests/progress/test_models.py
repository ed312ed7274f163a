"""What rows are called, where a person sees them by chance."""

from datetime import date
from decimal import Decimal

from allteach.progress import models
from allteach.spaces.models import Space

CLINIC, SUGAR = Space(name="Clinic"), Space(name="Sugar")
JUNE = date(2025, 6, 1)


def test_rows_of_reports_say_what_they_are():
    assert str(models.PlannedTest(what="Ask the night shift")) == "Ask the night shift"
    assert str(models.ReportVersion(report_id=3, number=2)) == "3, version 2"
    assert str(models.ReportReply(report_id=3, by_id=5)) == "5 on 3"
    assert str(models.ReportReading(report_id=3, person_id=5)) == "5 read 3"
    assert str(models.BarrierAction(report_id=3)) == "Barrier of 3"
    assert str(models.SponsorLink(report_id=3, sponsor_id=5)) == "Link of 3 for 5"


def test_rows_of_scores_say_what_they_are():
    assert str(models.SelfScore(team_id=4, month=JUNE, value=Decimal("2.5"))) == "4 2025-06: 2.5"
    assert str(models.StaffScore(team_id=4, month=JUNE, seat="director")) == "4 2025-06: Director"
    assert str(models.AssessmentScore(team_id=4, month=JUNE, number=2)) == "4 2025-06, version 2"
    assert str(models.HealthCheck(collaborative_id=1, action_period=2)) == "1, action period 2"


def test_rows_of_the_congress_say_what_they_are():
    results = models.Results(collaborative=SUGAR)

    assert str(results) == "Results of Sugar"
    assert str(models.ResultsVersion(results=results, number=2)) == "Results of Sugar, version 2"
    assert str(models.Nomination(team=CLINIC, award="teaching")) == "Clinic: Award for teaching others"
