from django.urls import path

from gewu.front.desks.scenarios import editing, views

app_name = "scenarios"
urlpatterns = [
    path("", views.index, name="index"),
    path("library/", editing.library, name="library"),
    path("library/<str:key>/", editing.take, name="take"),
    path("checklist/", editing.checklist, name="checklist"),
    path("editions/<int:adoption_id>/", editing.edition, name="edition"),
    path("editions/<int:adoption_id>/form/", editing.by_form, name="form"),
    path("editions/<int:adoption_id>/form/<str:place>/", editing.by_card, name="card"),
    path("editions/<int:adoption_id>/text/", editing.by_text, name="text"),
    path("editions/<int:adoption_id>/asks/", editing.asks, name="asks"),
    path("editions/<int:adoption_id>/<str:step>/", editing.step, name="step"),
    path("<str:key>/", views.one, name="one"),
    path("<str:key>/copy/", editing.copy, name="copy"),
    path("<str:key>/revise/", editing.revise, name="revise"),
]
