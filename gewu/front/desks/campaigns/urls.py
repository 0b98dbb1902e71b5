from django.urls import path

from gewu.front.desks.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:campaign_id>/", views.one, name="one"),
    path("<int:campaign_id>/sheet/", views.sheet, name="sheet"),
    path("<int:campaign_id>/sheet/docx/", views.docx, name="docx"),
    path("<int:campaign_id>/add/", views.add, name="add"),
]
