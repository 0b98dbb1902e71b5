from django.urls import path

from gewu.front.desks.subjects import changing, doors, milestones, spread, views

app_name = "subjects"
urlpatterns = [
    path("", views.index, name="index"),
    path("kind/<str:kind>/", views.kind, name="kind"),
    path("kind/<str:kind>/spread/", spread.index, name="spread"),
    path("kind/<str:kind>/new/", changing.new, name="new"),
    path("of/<str:what>/<int:row_id>/", views.of, name="of"),
    path("<int:subject_id>/", views.one, name="one"),
    path("<int:subject_id>/doors/", doors.doors, name="doors"),
    path("<int:subject_id>/change/", changing.change, name="change"),
    path("<int:subject_id>/tag/", changing.tag, name="tag"),
    path("<int:subject_id>/untag/", changing.untag, name="untag"),
    path("<int:subject_id>/stage/", changing.stage, name="stage"),
    path("<int:subject_id>/close/", changing.close, name="close"),
    path("<int:subject_id>/void/", changing.void, name="void"),
    path("<int:subject_id>/milestones/promise/", milestones.promise, name="promise"),
    path("<int:subject_id>/milestones/<slug:key>/forecast/", milestones.forecast, name="forecast"),
    path("<int:subject_id>/milestones/<slug:key>/reached/", milestones.reached, name="reached"),
    path("<int:subject_id>/reveal/<str:kind>/", changing.reveal, name="reveal"),
]
