from django.urls import path

from gewu.front.desks.overview import views

app_name = "overview"
urlpatterns = [path("", views.index, name="index")]
