from django.urls import path

from gewu.front.desks.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("messages/seen/", views.seen, name="seen"),
]
