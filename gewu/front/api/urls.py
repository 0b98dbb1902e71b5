from django.urls import path

from gewu.front.api import openapi, rows, views

app_name = "api"
urlpatterns = [
    path("openapi.json", openapi.document, name="openapi"),
    path("rows/<str:kind>", rows.rows, name="rows"),
    path("rows/<str:kind>/<str:name>", rows.row, name="row"),
    path("matters", views.matters, name="matters"),
    path("matters/<str:number>", views.matter, name="matter"),
]
