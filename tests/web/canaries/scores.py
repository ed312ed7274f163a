"""June of ward 7: both scored, agreed and not released, with a secret in every text."""

from datetime import date
from decimal import Decimal

from allteach.progress import actions

JUNE = date(2025, 6, 1)

FOUND_BY = {
    "canaryofesi": {"esi", "hana"},
    "canaryofadviser": {"esi", "hana"},
    "canaryjustified": {"esi", "hana"},
    "canarysuggested": {"esi", "hana"},
    "canarywhylower": {"esi", "hana"},
    r"A little better</h2>|2025-06[^\n]*\b3\.0\b": {"esi", "hana"},  # The score itself.
}


def plant(world) -> None:
    """Score as the director and the improvement adviser, who agree."""
    ward = {"team": world.ward_7, "month": JUNE}
    actions.score_team(**ward, value=Decimal("2.5"), words="canaryofesi", by=world.esi)
    actions.score_team(**ward, value=Decimal("3.5"), words="canaryofadviser", by=world.hana)
    actions.agree_score(
        **ward,
        value=Decimal("3.0"),
        justification="canaryjustified",
        suggestions="canarysuggested",
        why_lower="canarywhylower",
        by=world.esi,
    )


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return [
        "/teams/ward-7/",
        "/teams/ward-7/scores/",
        "/teams/ward-7/scores/?as=csv",
        "/teams/ward-7/scores/2025-06/",
        "/teams/ward-7/scores/2025-06/agree/",
        "/teams/ward-7/scores/2025-06/self/",
        "/spaces/falls/scores/",
        "/spaces/falls/scores/?as=csv",
        "/spaces/falls/scores/2025-06/",
        "/spaces/falls/scores/2025-06/?as=csv",
        "/spaces/falls/grid/?show=scores&months=all",
        "/spaces/falls/grid/?as=csv",
        "/spaces/falls/record/",
        "/spaces/falls/record/?as=csv",
        "/api/teams/ward-7",
    ]
