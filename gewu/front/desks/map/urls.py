from django.urls import path

from gewu.front.desks.map import views

app_name = "map"
urlpatterns = [path("", views.index, name="index")]
