from django.urls import path

from gewu.front.desks.duty import views

app_name = "duty"
urlpatterns = [path("", views.index, name="index"), path("new/", views.new, name="new")]
