from django.urls import path

from allteach.web.monthly_reports import queue, reading, replying, writing

app_name = "monthly_reports"
urlpatterns = [
    path("spaces/<slug:space>/reports/", queue.queue, name="queue"),
    path("teams/<slug:team>/reports/", reading.reports, name="reports"),
    path("teams/<slug:team>/reports/<period:month>/", reading.report, name="report"),
    path("teams/<slug:team>/reports/<period:month>/write/", writing.write_report, name="write_report"),
    path("teams/<slug:team>/reports/<period:month>/keep/", writing.keep_report, name="keep_report"),
    path("teams/<slug:team>/reports/<period:month>/versions/", reading.versions, name="versions"),
    path("teams/<slug:team>/reports/<period:month>/reply/", replying.reply_to_report, name="reply_to_report"),
    path("teams/<slug:team>/reports/<period:month>/replies/<int:reply>/", replying.answer_reply, name="answer_reply"),
    path("teams/<slug:team>/reports/<period:month>/return/", replying.return_report, name="return_report"),
    path("teams/<slug:team>/reports/<period:month>/close/", replying.close_report, name="close_report"),
    path("teams/<slug:team>/reports/<period:month>/read/", replying.read_report, name="read_report"),
]
