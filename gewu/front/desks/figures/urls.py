from django.urls import path

from gewu.front.desks.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="index"),
    path("observed/", views.observed, name="observed"),
    path("observed/<int:observation_id>/void/", views.void_observed, name="void_observed"),
    path("<str:ref>/", views.one, name="one"),
    path("<str:ref>/rows/", views.rows, name="rows"),
    path("<str:ref>/observe/", views.observe, name="observe"),
]
