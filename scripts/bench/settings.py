"""The product's own settings, with one more address: a page with nothing in it."""

from allteach.settings import *  # noqa: F403 - the bench measures these very settings

ROOT_URLCONF = "scripts.bench.addresses"
