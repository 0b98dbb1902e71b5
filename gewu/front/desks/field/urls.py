from django.urls import path

from gewu.front.desks.field import views

app_name = "field"
urlpatterns = [
    path("", views.doors, name="doors"),
    path("<int:subject_id>/", views.door, name="door"),
]
