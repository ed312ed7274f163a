"""How often is too often: counted on the cache that all processes share."""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from allteach.web.errors import too_many_requests


class Limit:
    """At most so many requests in so many seconds, for one person or, where nobody is signed in, one address.

    Only what changes or tries something is counted: pages can be read as often as anybody likes, unless `also_reading`.
    """

    def __init__(self, name: str, most: int, seconds: int, *, also_reading: bool = False):
        self.name = name
        self.most = most
        self.seconds = seconds
        self.also_reading = also_reading

    def __call__(self, view):
        @wraps(view)
        def limited(request, *args, **kwargs):
            counts = self.also_reading or request.method not in {"GET", "HEAD"}
            if counts and not self.take(whose(request)):
                return too_many_requests(request)
            return view(request, *args, **kwargs)

        return limited

    def take(self, whose: str) -> bool:
        """Use one of those that are left. False if none is.

        Each is a row of its own that can be added once, so that requests at the same moment are not counted as one.
        """
        window = int(time.time() // self.seconds)
        key = f"limit:{self.name}:{whose}:{window}"
        used = cache.get(key, 0)
        while used < self.most:
            if cache.add(f"{key}:{used}", 1, self.seconds):
                cache.set(key, used + 1, self.seconds)
                return True
            used += 1
        return False


def whose(request) -> str:
    """Who is counted: the person, or the address; a forwarded one only where a proxy is declared."""
    if request.person.pk:
        return f"person:{request.person.pk}"
    return f"address:{get_adapter(request).get_client_ip(request)}"
