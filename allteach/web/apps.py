from django.apps import AppConfig


class WebConfig(AppConfig):
    """The edge for people."""

    name = "allteach.web"
    label = "web"

    def ready(self):
        from allteach.web.fields import speak_plainly

        speak_plainly()
