from django.urls import path

from allteach.web.congress.views import awards, preparing, public, teams

app_name = "congress"
urlpatterns = [
    path("collaboratives/<slug:space>/results/", public.results, name="results"),
    path("collaboratives/<slug:space>/results/<int:number>/", public.results_version, name="results_version"),
    path("collaboratives/<slug:space>/results/<int:number>/results.pdf", public.results_file, name="results_file"),
    path(
        "collaboratives/<slug:space>/results/<int:number>/cite.<str:form>", public.citation_file, name="citation_file"
    ),
    path("spaces/<slug:space>/congress/", awards.congress, name="congress"),
    path("spaces/<slug:space>/congress/put-forward/", awards.put_team_forward, name="put_team_forward"),
    path("spaces/<slug:space>/congress/thank/", awards.recognise_teams, name="recognise_teams"),
    path("spaces/<slug:space>/congress/give/", awards.give_award, name="give_award"),
    path(
        "spaces/<slug:space>/congress/nominations/<int:nomination>/leave/",
        awards.leave_nomination,
        name="leave_nomination",
    ),
    path("spaces/<slug:space>/congress/results/", preparing.draft_results, name="draft_results"),
    path("spaces/<slug:space>/congress/results/write/", preparing.write_results, name="write_results"),
    path("spaces/<slug:space>/congress/results/publish/", preparing.publish_results, name="publish_results"),
    path("spaces/<slug:space>/congress/results/take-back/", preparing.take_back_results, name="take_back_results"),
    path("teams/<slug:team>/awards/", teams.team_awards, name="team_awards"),
    path("teams/<slug:team>/awards/<int:award>/show/", teams.show_award, name="show_award"),
    path("teams/<slug:team>/awards/<int:award>/take-back/", teams.take_back_award, name="take_back_award"),
    path("teams/<slug:team>/awards/<int:award>/certificate.pdf", teams.certificate_file, name="certificate_file"),
]
