from django.urls import path

from allteach.web.staff import undelivered, views

app_name = "staff"
urlpatterns = [
    path("staff/", views.overview, name="overview"),
    path("staff/accounts/", views.accounts, name="accounts"),
    path("staff/spaces/", views.spaces, name="spaces"),
    path("staff/record/", views.record, name="record"),
    path("staff/background-work/", views.work, name="work"),
    path("staff/mail/", views.mail, name="mail"),
    path("staff/mail/undelivered/", undelivered.undelivered, name="undelivered"),
    path("staff/mail/<int:message>/try-again/", undelivered.try_mail_again, name="try_mail_again"),
    path("staff/sign-ins/", views.sign_ins, name="sign_ins"),
]
