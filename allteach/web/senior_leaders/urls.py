from django.urls import path

from allteach.web.senior_leaders import sponsors, views

app_name = "senior_leaders"
urlpatterns = [
    path("teams/<slug:team>/sponsor/", views.leader_reports, name="leader_reports"),
    path("teams/<slug:team>/sponsor/<period:month>/", views.leader_report, name="leader_report"),
    path("teams/<slug:team>/sponsor/<period:month>/write/", views.write_leader_report, name="write_leader_report"),
    path("teams/<slug:team>/sponsor/<period:month>/answer/", views.answer_barrier, name="answer_barrier"),
    path("teams/<slug:team>/sponsor/<period:month>/gone/", views.remove_barrier, name="remove_barrier"),
    path("for-sponsors/", sponsors.sponsor_page, name="sponsor_page"),
    path("for-sponsors/<str:secret>/", sponsors.sponsor_link, name="sponsor_link"),
]
