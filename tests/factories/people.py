import factory
from factory.django import DjangoModelFactory

from allteach.people.models import Account, Organisation, Person


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence(lambda n: f"person-{n}@allteach.example")
    password = "!"  # Nobody signs in with it: tests use force_login.


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Practice {n}")
    slug = factory.Sequence(lambda n: f"practice-{n}")
