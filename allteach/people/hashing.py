"""The password hash."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class TunedArgon2(Argon2PasswordHasher):
    """Argon2id at the size OWASP advises: 19 MiB, two passes. Django's own size takes 100 MiB a sign-in."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
