from django.urls import path

from gewu.front.desks.home import inbox, views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("messages/", inbox.index, name="messages"),
    path("messages/seen/", views.seen, name="seen"),
]
