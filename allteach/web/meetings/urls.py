from django.urls import path

from allteach.web.meetings.views import agendas, calls, coming, learning, listing, planning, plans, team_meetings

app_name = "meetings"
AT = "spaces/<slug:space>/meetings/<int:number>"
TEAM = "teams/<slug:team>/meetings"
urlpatterns = [
    path("spaces/<slug:space>/meetings/", listing.meetings, name="meetings"),
    path("spaces/<slug:space>/meetings/new/", planning.plan_meeting, name="plan_meeting"),
    path("spaces/<slug:space>/meetings/follow/", planning.follow_calendar, name="follow_calendar"),
    path(f"{AT}/", listing.meeting, name="meeting"),
    path(f"{AT}/change/", planning.change_meeting, name="change_meeting"),
    path(f"{AT}/cancel/", planning.cancel_meeting, name="cancel_meeting"),
    path(f"{AT}/agenda/", agendas.agenda, name="agenda"),
    path(f"{AT}/agenda/<int:block>/", agendas.change_block, name="change_block"),
    path(f"{AT}/agenda/<int:block>/move/", agendas.move_block, name="move_block"),
    path(f"{AT}/agenda/<int:block>/remove/", agendas.remove_block, name="remove_block"),
    path(f"{AT}/materials/", agendas.materials, name="materials"),
    path(f"{AT}/materials/<int:material>/remove/", agendas.remove_material, name="remove_material"),
    path(f"{AT}/registrations/", coming.registrations, name="registrations"),
    path(f"{AT}/registrations/<slug:team>/", coming.register, name="register"),
    path(f"{AT}/attendance/", coming.attendance, name="attendance"),
    path(f"{AT}/run/", calls.run, name="run"),
    path(f"{AT}/roll/", calls.roll_call, name="roll_call"),
    path(f"{AT}/minutes/", calls.write_minutes, name="write_minutes"),
    path(f"{AT}/minutes/post/", calls.post_minutes, name="post_minutes"),
    path(f"{AT}/commitments/", calls.make_commitment, name="make_commitment"),
    path(f"{AT}/round/fill/", calls.fill_round, name="fill_round"),
    path(f"{AT}/round/<slug:team>/", calls.take_turn, name="take_turn"),
    path(f"{AT}/lead/<slug:team>/", calls.lead_call, name="lead_call"),
    path(f"{AT}/here/<slug:team>/", calls.say_here, name="say_here"),
    path(f"{AT}/apologies/<slug:team>/", calls.send_apologies, name="send_apologies"),
    path(f"{AT}/topics/", learning.topics, name="topics"),
    path(f"{AT}/topics/<slug:team>/", learning.say_topics, name="say_topics"),
    path(f"{AT}/presenters/", learning.presenters, name="presenters"),
    path(f"{AT}/presenters/<slug:team>/", learning.review_presentation, name="review_presentation"),
    path(f"{AT}/presenters/<slug:team>/leave-out/", learning.leave_out_presenter, name="leave_out_presenter"),
    path(f"{AT}/feedback/", learning.feedback, name="feedback"),
    path(f"{AT}/feedback/give/", learning.give_feedback, name="give_feedback"),
    path(f"{AT}/plan/<slug:team>/", plans.action_plan, name="action_plan"),
    path("commitments/<int:number>/", calls.keep_commitment, name="keep_commitment"),
    path(f"{TEAM}/", team_meetings.team_meetings, name="team_meetings"),
    path(f"{TEAM}/new/", team_meetings.record_team_meeting, name="record_team_meeting"),
    path(f"{TEAM}/<int:number>/", team_meetings.team_meeting, name="team_meeting"),
    path(f"{TEAM}/<int:number>/revise/", team_meetings.revise_team_meeting, name="revise_team_meeting"),
]
