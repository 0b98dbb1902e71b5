from django.urls import path

from gewu.front.desks.search import views

app_name = "search"
urlpatterns = [path("", views.find, name="find")]
