from django.urls import path

from allteach.web.scores.views import collaboratives, health, scoring, teams

app_name = "scores"
urlpatterns = [
    path("spaces/<slug:space>/scores/", collaboratives.scores, name="scores"),
    path("spaces/<slug:space>/scores/<period:month>/", collaboratives.queue, name="queue"),
    path("spaces/<slug:space>/health/", health.health, name="health"),
    path("spaces/<slug:space>/health/<int:number>/", health.check_health, name="check_health"),
    path("teams/<slug:team>/scores/", teams.team_scores, name="team_scores"),
    path("teams/<slug:team>/scores/<period:month>/", scoring.score_team, name="score_team"),
    path("teams/<slug:team>/scores/<period:month>/self/", teams.score_self, name="score_self"),
    path("teams/<slug:team>/scores/<period:month>/agree/", scoring.agree_score, name="agree_score"),
]
