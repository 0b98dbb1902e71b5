from django.urls import path

from gewu.front.desks.rows import views

app_name = "rows"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:kind>/", views.kind, name="kind"),
    path("<str:kind>/<int:row_id>/", views.one, name="one"),
    path("<str:kind>/<int:row_id>/reveal/<str:what>/", views.reveal, name="reveal"),
]
