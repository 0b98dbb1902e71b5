from django.urls import path

from gewu.front.desks.subjects import changing, doors, milestones, places, spread, ties, undoing, views

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
    path("<int:subject_id>/stage/<slug:scenario>/undo/", undoing.stage, name="undo_stage"),
    path("<int:subject_id>/tag/<int:tag_id>/undo/", undoing.tag, name="undo_tag"),
    path("<int:subject_id>/undo/", undoing.admission, name="undo_admit"),
    path("<int:subject_id>/verified/", undoing.verified, name="verified"),
    path("<int:subject_id>/relate/", ties.relate, name="relate"),
    path("<int:subject_id>/relations/<int:relation_id>/end/", ties.end, name="end_relation"),
    path("<int:subject_id>/relations/<int:relation_id>/correct/", ties.correct, name="correct_relation"),
    path("<int:subject_id>/relations/<int:relation_id>/void/", ties.void, name="void_relation"),
    path("<int:subject_id>/address/", places.address, name="address"),
    path("<int:subject_id>/alias/", places.alias, name="alias"),
    path("<int:subject_id>/alias/<int:alias_id>/drop/", places.drop_alias, name="drop_alias"),
    path("<int:subject_id>/number/<slug:kind>/", places.number, name="number"),
    path("<int:subject_id>/close/", changing.close, name="close"),
    path("<int:subject_id>/void/", changing.void, name="void"),
    path("<int:subject_id>/milestones/promise/", milestones.promise, name="promise"),
    path("<int:subject_id>/milestones/<slug:key>/forecast/", milestones.forecast, name="forecast"),
    path("<int:subject_id>/milestones/<slug:key>/reached/", milestones.reached, name="reached"),
    path("<int:subject_id>/reveal/<str:kind>/", changing.reveal, name="reveal"),
]
