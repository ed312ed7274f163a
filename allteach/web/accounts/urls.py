from django.urls import include, path

from allteach.web.accounts import views

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("login/code/", views.RequestCodeView.as_view(), name="account_request_login_code"),
    path("as/<int:person>/", views.sign_in_as, name="sign_in_as"),
    path("", include("allauth.urls")),
]
