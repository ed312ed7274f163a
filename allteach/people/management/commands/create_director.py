"""The first person of an empty installation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from allteach.people.actions import make_account, make_person
from allteach.people.models import Account


class Command(BaseCommand):
    help = "Make the first account: somebody who runs the installation and may begin collaboratives."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help='For example "Esi Boateng". Asked for when it is left out')
        parser.add_argument("email", nargs="?", help="Where codes for signing in are sent. Asked for as well")
        parser.add_argument("--another", action="store_true", help="Also when there are accounts already")

    def handle(self, *, name, email, another, **options):
        if Account.objects.filter(is_for_demo=False).exists() and not another:
            raise CommandError("There are people here already. They can invite others; or add --another.")
        name = name or input("Name: ")
        email = email or input("E-mail address: ")
        try:
            with transaction.atomic():
                person = make_person(name=name)
                make_account(person=person, email=email, is_staff=True, by=person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(f"{settings.SITE_ADDRESS}/")
        where = f"by mail to {email}" if settings.EMAIL_HOST else f"to a file in {settings.MAIL_FOLDER}"
        self.stderr.write(f"{person.name} can sign in there now. The code goes {where}.")
