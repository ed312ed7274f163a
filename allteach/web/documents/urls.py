from django.urls import path

from allteach.web.documents import call_packs, leaflets, months, prospectuses, storyboards

app_name = "documents"
urlpatterns = [
    path("teams/<slug:team>/storyboards/", storyboards.storyboards, name="storyboards"),
    path("teams/<slug:team>/storyboards/<int:session>/", storyboards.storyboard, name="storyboard"),
    path("teams/<slug:team>/storyboards/<int:session>/write/", storyboards.write_storyboard, name="write_storyboard"),
    path(
        "teams/<slug:team>/storyboards/<int:session>/publish/",
        storyboards.publish_storyboard,
        name="publish_storyboard",
    ),
    path(
        "teams/<slug:team>/storyboards/<int:session>/take-back/",
        storyboards.take_back_storyboard,
        name="take_back_storyboard",
    ),
    path(
        "teams/<slug:team>/storyboards/<int:session>/storyboard.<str:form>",
        storyboards.storyboard_file,
        name="storyboard_file",
    ),
    path("teams/<slug:team>/progress.<str:form>", storyboards.progress_file, name="progress_file"),
    path("teams/<slug:team>/reports/<period:month>/report.<str:form>", months.report_file, name="report_file"),
    path("teams/<slug:team>/sponsor/<period:month>/page.pdf", months.leader_report_file, name="leader_report_file"),
    path("spaces/<slug:space>/storyboards/", storyboards.galleries, name="galleries"),
    path("spaces/<slug:space>/storyboards/<int:session>/", storyboards.gallery, name="gallery"),
    path("spaces/<slug:space>/call-pack/", call_packs.call_pack, name="call_pack"),
    path("spaces/<slug:space>/call-pack.<str:form>", call_packs.call_pack_file, name="call_pack_file"),
    path("teams/<slug:team>/leaflets/", leaflets.leaflets, name="leaflets"),
    path("teams/<slug:team>/leaflets/<slug:language>/", leaflets.leaflet, name="leaflet"),
    path("teams/<slug:team>/leaflets/<slug:language>/write/", leaflets.write_leaflet, name="write_leaflet"),
    path("teams/<slug:team>/leaflets/<slug:language>/read/", leaflets.review_leaflet, name="review_leaflet"),
    path("teams/<slug:team>/leaflets/<slug:language>/publish/", leaflets.publish_leaflet, name="publish_leaflet"),
    path("teams/<slug:team>/leaflets/<slug:language>/take-back/", leaflets.take_back_leaflet, name="take_back_leaflet"),
    path("teams/<slug:team>/leaflets/<slug:language>/leaflet.pdf", leaflets.leaflet_file, name="leaflet_file"),
    path("join/<slug:space>/prospectus.pdf", prospectuses.prospectus_file, name="prospectus_file"),
    path("leaflets/<str:code>/", leaflets.public_leaflet, name="public_leaflet"),
    path("leaflets/<str:code>/leaflet.pdf", leaflets.public_leaflet_file, name="public_leaflet_file"),
]
