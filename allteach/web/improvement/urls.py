from django.urls import path

from allteach.web.improvement.views import aims, changes, cycles, ideas, process_maps, telling

app_name = "improvement"
urlpatterns = [
    path("spaces/<slug:space>/ideas/", ideas.ideas, name="ideas"),
    path("spaces/<slug:space>/ideas/new/", ideas.add_change_idea, name="add_change_idea"),
    path("spaces/<slug:space>/ideas/<int:idea>/", ideas.idea, name="idea"),
    path("spaces/<slug:space>/ideas/<int:idea>/revise/", ideas.revise_change_idea, name="revise_change_idea"),
    path("teams/<slug:team>/cycles/", cycles.cycles, name="cycles"),
    path("teams/<slug:team>/cycles/new/", cycles.start_cycle, name="start_cycle"),
    path("teams/<slug:team>/cycles/<int:number>/", cycles.cycle, name="cycle"),
    path("teams/<slug:team>/cycles/<int:number>/plan/", cycles.plan_cycle, name="plan_cycle"),
    path("teams/<slug:team>/cycles/<int:number>/begin/", telling.begin_do, name="begin_do"),
    path("teams/<slug:team>/cycles/<int:number>/do/", telling.record_do, name="record_do"),
    path("teams/<slug:team>/cycles/<int:number>/study/", telling.record_study, name="record_study"),
    path("teams/<slug:team>/cycles/<int:number>/act/", telling.decide, name="decide"),
    path("teams/<slug:team>/cycles/<int:number>/close/", telling.close_cycle, name="close_cycle"),
    path("teams/<slug:team>/cycles/<int:number>/stop/", telling.stop_cycle, name="stop_cycle"),
    path("teams/<slug:team>/cycles/<int:number>/dates/", telling.correct_dates, name="correct_dates"),
    path("teams/<slug:team>/cycles/<int:number>/lesson/", telling.share_lesson, name="share_lesson"),
    path("teams/<slug:team>/ramps/<slug:ramp>/", cycles.ramp, name="ramp"),
    path("teams/<slug:team>/changes/", changes.changes, name="changes"),
    path("teams/<slug:team>/changes/new/", changes.implement_change, name="implement_change"),
    path("teams/<slug:team>/changes/<int:number>/", changes.change, name="change"),
    path("teams/<slug:team>/changes/<int:number>/revise/", changes.revise_change, name="revise_change"),
    path("teams/<slug:team>/maps/", process_maps.process_map, {"shows": "now"}, name="process_maps"),
    path("teams/<slug:team>/maps/<slug:shows>/", process_maps.process_map, name="process_map"),
    path("teams/<slug:team>/maps/<slug:shows>/draw/", process_maps.draw_process_map, name="draw_process_map"),
    path(
        "teams/<slug:team>/maps/<slug:shows>/versions/<int:number>/",
        process_maps.process_map_version,
        name="process_map_version",
    ),
    path("teams/<slug:team>/aim/", aims.aim, name="aim"),
    path("teams/<slug:team>/aim/write/", aims.write_aim, name="write_aim"),
    path("teams/<slug:team>/aim/agree/", aims.agree_to_aim, name="agree_to_aim"),
]
