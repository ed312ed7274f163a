"""The import contracts speak of every app there is."""

import tomllib

from django.apps import apps

from scripts.progress import ROOT

EDGES = {"allteach.web", "allteach.exchange", "allteach.demo"}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_every_domain_app_is_held_to_its_inner_order_and_kept_from_http():
    domain = {app.name for app in apps.get_app_configs() if app.name.startswith("allteach.")} - EDGES

    for contract in CONTRACTS:
        if contract["name"].startswith(("Within an app", "The domain")):
            assert domain - {*contract.get("containers", ()), *contract.get("source_modules", ())} == set()
