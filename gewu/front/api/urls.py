from django.urls import path

from gewu.front.api import openapi, views

app_name = "api"
urlpatterns = [
    path("openapi.json", openapi.document, name="openapi"),
    path("matters", views.matters, name="matters"),
    path("matters/<str:number>", views.matter, name="matter"),
]
