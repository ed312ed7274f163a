from django.urls import path

from allteach.web.spaces import agreements, invitations, people, record, settings

app_name = "spaces"
urlpatterns = [
    path("spaces/<slug:space>/people/", people.people, name="people"),
    path("spaces/<slug:space>/people/invite/", people.invite, name="invite"),
    path("spaces/<slug:space>/people/perspectives/", people.change_perspectives, name="change_perspectives"),
    path("spaces/<slug:space>/people/<int:membership>/role/", people.change_role, name="change_role"),
    path("spaces/<slug:space>/people/<int:membership>/remove/", people.remove_member, name="remove_member"),
    path("spaces/<slug:space>/people/<int:membership>/replace/", people.replace_member, name="replace_member"),
    path("spaces/<slug:space>/people/<int:membership>/hand-over/", people.hand_over, name="hand_over"),
    path("spaces/<slug:space>/people/<int:membership>/leave/", people.leave_space, name="leave_space"),
    path("spaces/<slug:space>/invitations/<int:invitation>/again/", invitations.invite_again, name="invite_again"),
    path(
        "spaces/<slug:space>/invitations/<int:invitation>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("spaces/<slug:space>/record/", record.record, name="record"),
    path("spaces/<slug:space>/agreements/", agreements.sign_agreement, name="sign_agreement"),
    path("spaces/<slug:space>/agreements/<int:agreement>/end/", agreements.end_agreement, name="end_agreement"),
    path("spaces/<slug:space>/small-numbers/", settings.change_disclosure, name="change_disclosure"),
    path("spaces/<slug:space>/close/", settings.close_space, name="close_space"),
    path("spaces/<slug:space>/reopen/", settings.reopen_space, name="reopen_space"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("invitation/", invitations.accept_invitation, name="accept_invitation"),
    path("invitation/address/", invitations.prove_address, name="prove_address"),
]
