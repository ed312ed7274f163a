"""Writing scores and health checks."""

from allteach.progress.actions.health import check_health
from allteach.progress.actions.scores import agree_score, release_score, score_self, score_team

__all__ = ["agree_score", "check_health", "release_score", "score_self", "score_team"]
