from django.urls import path

from gewu.front.desks.supervision import views

app_name = "supervision"
urlpatterns = [path("", views.index, name="index"), path("recurring/", views.recurring, name="recurring")]
