from django.apps import AppConfig
from django.utils.functional import cached_property


class SpacesConfig(AppConfig):
    name = "allteach.spaces"
    label = "spaces"

    def ready(self):
        """Give every person their standing: people, being below, knows no spaces."""
        from allteach.people.models import Person
        from allteach.spaces.standing import standing_of

        standing = cached_property(standing_of)
        standing.__set_name__(Person, "standing")
        Person.standing = standing
