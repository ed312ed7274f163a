from django.urls import path

from allteach.web.recruitment import answering, helping, public, selecting, writing

app_name = "recruitment"
urlpatterns = [
    path("join/", public.recruitments, name="recruitments"),
    path("join/<slug:space>/", public.prospectus, name="prospectus"),
    path("join/<slug:space>/apply/", public.begin, name="begin"),
    path("join/<slug:space>/code/", public.prove, name="prove"),
    path("support/<str:secret>/", helping.sign_support, name="sign_support"),
    path("applications/", writing.applications, name="applications"),
    path("applications/<int:application>/", writing.application, name="application"),
    path("applications/<int:application>/parts/<slug:part>/", writing.write_part, name="write_part"),
    path("applications/<int:application>/send/", writing.send_application, name="send_application"),
    path("applications/<int:application>/withdraw/", writing.withdraw_application, name="withdraw_application"),
    path("applications/<int:application>/writers/", helping.add_writer, name="add_writer"),
    path("applications/<int:application>/writers/<int:writer>/remove/", helping.remove_writer, name="remove_writer"),
    path("applications/<int:application>/sponsor/ask/", helping.ask_for_support, name="ask_for_support"),
    path("applications/<int:application>/sponsor/paper/", helping.record_support, name="record_support"),
    path("applications/<int:application>/readiness/", helping.review_own_readiness, name="review_own_readiness"),
    path("applications/<int:application>/place/", answering.take_place, name="take_place"),
    path("applications/<int:application>/place/give-up/", answering.give_up_place, name="give_up_place"),
    path("applications/<int:application>/decide/", selecting.decide_application, name="decide_application"),
    path("applications/<int:application>/longer/", selecting.extend_offer, name="extend_offer"),
    path("applications/<int:application>/lapse/", selecting.let_offer_lapse, name="let_offer_lapse"),
    path("applications/<int:application>/team/", selecting.form_team, name="form_team"),
    path("spaces/<slug:space>/applications/", selecting.selection, name="selection"),
    path("spaces/<slug:space>/applications/announce/", selecting.announce_recruitment, name="announce_recruitment"),
    path("spaces/<slug:space>/applications/change/", selecting.change_recruitment, name="change_recruitment"),
    path("spaces/<slug:space>/applications/decisions/", selecting.announce_decisions, name="announce_decisions"),
]
