from django.urls import path

from gewu.front.desks.duty import views

app_name = "duty"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:shift_id>/change/", views.change, name="change"),
    path("<int:shift_id>/strike/", views.strike, name="strike"),
]
