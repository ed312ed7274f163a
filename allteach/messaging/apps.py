from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "allteach.messaging"
    label = "messaging"
