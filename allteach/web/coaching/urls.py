from django.urls import path

from allteach.web.coaching.views import caseloads, circle, contacts, follow_up, reminding, visits

app_name = "coaching"
urlpatterns = [
    path("coaching/", caseloads.caseload, name="caseload"),
    path("coaching/looked/", caseloads.look, name="look"),
    path("spaces/<slug:space>/caseloads/", caseloads.caseloads, name="caseloads"),
    path("spaces/<slug:space>/follow-up/", follow_up.follow_up, name="follow_up"),
    path("teams/<slug:team>/contacts/quick/", follow_up.log_quickly, name="log_quickly"),
    path("teams/<slug:team>/remind/", reminding.remind, name="remind"),
    path("teams/<slug:team>/contacts/", contacts.contacts, name="contacts"),
    path("teams/<slug:team>/contacts/new/", contacts.log_contact, name="log_contact"),
    path("teams/<slug:team>/contacts/<int:contact>/", contacts.correct_contact, name="correct_contact"),
    path("teams/<slug:team>/contacts/<int:contact>/withdraw/", contacts.withdraw_contact, name="withdraw_contact"),
    path("teams/<slug:team>/agreed/<int:commitment>/done/", contacts.keep_agreement, name="keep_agreement"),
    path("teams/<slug:team>/visits/new/", visits.plan_visit, name="plan_visit"),
    path("teams/<slug:team>/visits/<int:visit>/", visits.visit, name="visit"),
    path("teams/<slug:team>/visits/<int:visit>/report/", visits.report_visit, name="report_visit"),
    path("teams/<slug:team>/visits/<int:visit>/call-off/", visits.call_off_visit, name="call_off_visit"),
    path("spaces/<slug:space>/circle/", circle.circle, name="circle"),
    path("spaces/<slug:space>/circle/<int:question>/", circle.circle_question, name="circle_question"),
    path(
        "spaces/<slug:space>/circle/<int:question>/close/", circle.close_circle_question, name="close_circle_question"
    ),
]
