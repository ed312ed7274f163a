from django.apps import AppConfig


class WebConfig(AppConfig):
    """The edge for people."""

    name = "allteach.web"
    label = "web"

    def ready(self):
        from allauth.account.signals import user_logged_in

        from allteach.web.accounts.signing_in import remember
        from allteach.web.fields import speak_plainly

        speak_plainly()
        user_logged_in.connect(remember)
