from django.urls import path

from gewu.front.desks.papers import acts, views

app_name = "papers"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/docx/", views.docx, name="docx"),
    path("<int:pk>/file/<int:file_id>/", views.file, name="file"),
    path("<int:pk>/scan/", acts.scan, name="scan"),
    path("<int:pk>/void/", acts.void, name="void"),
    path("new/<str:kind>/<int:of>/<str:scenario>/<str:document>/", acts.new, name="new"),
]
