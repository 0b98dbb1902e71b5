from django.urls import path

from gewu.front.desks.money import acts, entitled, views

app_name = "money"
urlpatterns = [
    path("", views.index, name="index"),
    path("draw/", acts.draw, name="draw"),
    path("entitled/", entitled.index, name="entitled"),
    path("entitled/new/", entitled.new, name="new_entitled"),
    path("entitled/load/", entitled.load, name="load_entitled"),
    path("entitled/<int:entitlement_id>/end/", entitled.end, name="end_entitled"),
    path("lines/<int:line_id>/", views.line, name="line"),
    path("lines/<int:line_id>/repay/", acts.repay, name="repay"),
    path("lines/<int:line_id>/void/", acts.void, name="void"),
    path("<int:list_id>/", views.one, name="one"),
    path("<int:list_id>/docx/", views.docx, name="docx"),
    path("<int:list_id>/returns/", acts.returns, name="returns"),
    path("<int:list_id>/take-back/", acts.take_back, name="take_back"),
    path("<int:list_id>/<str:step>/", acts.step, name="step"),
]
