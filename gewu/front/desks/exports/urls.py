from django.urls import path

from gewu.front.desks.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:job_id>/", views.file, name="file"),
]
