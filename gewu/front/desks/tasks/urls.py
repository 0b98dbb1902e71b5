from django.urls import path

from gewu.front.desks.tasks import recording, records, views

app_name = "tasks"
urlpatterns = [
    path("", views.index, name="index"),
    path("coverage/", views.coverage, name="coverage"),
    path("records/", records.index, name="records"),
    path("records/<int:record_id>/", records.one, name="record"),
    path("records/<int:record_id>/void/", records.void, name="void_record"),
    path("records/<int:record_id>/void/judge/", records.judge_void, name="judge_void"),
    path("records/new/<str:scenario>/", recording.new, name="new_record"),
    path("sheet/<str:scenario>/", recording.sheet, name="sheet"),
    path("<int:task_id>/", views.one, name="one"),
    path("<int:task_id>/excuse/", views.excuse, name="excuse"),
]
