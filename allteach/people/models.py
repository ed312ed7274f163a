"""People, accounts and organisations."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FORMER_MEMBER = "Former member"


class Person(models.Model):
    """Somebody who takes part, with or without an account.

    What a person gave and was promised belongs to the person; an account may come later, or never.
    """

    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("about me"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/London")
    is_for_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)  # Asked to be forgotten: shown as a former member.
    calendar_number = models.PositiveIntegerField(default=1)  # Of the secret address of their calendar.
    standing: Any  # Among the spaces; given by spaces/apps.py, because people, being below, knows none.

    class Meta:
        verbose_name_plural = "people"

    def __str__(self):
        return self.name if self.left_at is None else gettext("Former member")

    @property
    def initials(self) -> str:
        """Two letters for a face without a photograph."""
        parts = self.name.split()
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


class AccountManager(BaseUserManager):
    """Accounts are found by address, in any spelling of capitals."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """The way a person signs in. Nothing but signing in hangs on it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    email = models.EmailField(_("email address"), max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # Runs the installation: the only role outside a space.
    is_for_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = AccountManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_for_each_address")]

    def __str__(self):
        return self.email


class Organisation(models.Model):
    """A practice, hospital or body that teams come from."""

    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(_("code"), max_length=40, blank=True)  # What official tables call it.
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind of practice"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self):
        return self.name


class Affiliation(models.Model):
    """A person works for, or belongs to, an organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    post = models.CharField(_("post"), max_length=120, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="one_affiliation")]

    def __str__(self):
        return f"{self.person}, {self.organisation}"


class Token(models.Model):
    """A key for a program that acts as a person. Only its digest is kept; it is shown once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=8)  # The first letters, so that a person can tell two apart.
    can_write = models.BooleanField(_("may send values"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.name} ({self.start}…)"
