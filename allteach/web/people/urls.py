from django.urls import path

from allteach.web.people import demo_mail, finding, leaving, own

app_name = "people"
urlpatterns = [
    path("me/data/", own.own_data, name="own_data"),
    path("me/data/allteach.json", own.own_data_json, name="own_data_json"),
    path("me/data/allteach.txt", own.own_data_text, name="own_data_text"),
    path("me/keys/", own.make_token, name="make_token"),
    path("me/keys/<int:token>/end/", own.end_token, name="end_token"),
    path("me/mail/", own.choose_mail, name="choose_mail"),
    path("me/leave/", leaving.leave_for_good, name="leave_for_good"),
    path("mail/no-more/<str:said>/", leaving.decline, name="decline"),
    path("people/<int:person>/", finding.person, name="person"),
    path("mail/<slug:name>/", demo_mail.mail, name="mail"),
]

# Named without a folder, because the frame of every page leads to them.
frame_urlpatterns = [
    path("me/", own.change_profile, name="me"),
    path("find/", finding.find, name="find"),
    path("mail/", demo_mail.mails, name="mails"),
]
