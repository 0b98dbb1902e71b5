from django.urls import path

from gewu.front.desks.reports import views, writing

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", writing.new, name="new"),
    path("weekly/<str:scenario>/", views.weekly, name="weekly"),
    path("weekly/<str:scenario>/<str:week>/", writing.bulletin, name="bulletin"),
    path("<int:report_id>/", views.one, name="one"),
    path("<int:report_id>/docx/", views.docx, name="docx"),
    path("<int:report_id>/print/", views.printed, name="print"),
    path("<int:report_id>/figure/<str:slot>/", views.figure, name="figure"),
    path("<int:report_id>/figure/<str:slot>/rows/", views.issued_rows, name="rows"),
    path("<int:report_id>/differences/", views.differences, name="differences"),
    path("<int:report_id>/text/<str:key>/", writing.text, name="text"),
    path("<int:report_id>/text/<str:key>/ground/", writing.ground, name="ground"),
    path("<int:report_id>/text/<str:key>/words/", writing.fill, name="fill"),
    path("<int:report_id>/publish/", writing.publish, name="publish"),
    path("<int:report_id>/<str:step>/", writing.step, name="step"),
]
