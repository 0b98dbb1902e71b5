from django.urls import path

from gewu.front.desks.supervision import looking, views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("recurring/", views.recurring, name="recurring"),
    path("look-backs/", looking.index, name="look_backs"),
    path("look-backs/new/", looking.new, name="new_look_back"),
    path("look-backs/<int:plan_id>/", looking.one, name="look_back"),
    path("look-backs/<int:plan_id>/<int:matter_id>/", looking.look, name="look"),
]
