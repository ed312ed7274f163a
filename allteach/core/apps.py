from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "allteach.core"
    label = "core"

    def ready(self):
        """Register the system checks."""
        from allteach.core import checks  # noqa: F401 - registers itself when apps are ready
