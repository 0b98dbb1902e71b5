from django.urls import path

from gewu.front.desks.matters import intake, listing, one, supervising

app_name = "matters"
urlpatterns = [
    path("", listing.index, name="index"),
    path("new/", intake.new, name="new"),
    path("new/<slug:key>/", intake.new_of, name="new_of"),
    path("<int:pk>/", one.detail, name="detail"),
    path("<int:pk>/do/<str:key>/", one.do, name="do"),
    path("<int:pk>/reveal/", one.reveal, name="reveal"),
    path("<int:pk>/files/<int:file_id>/", one.file, name="file"),
    path("<int:pk>/slip/", one.slip, name="slip"),
    path("<int:pk>/supervision/<int:seq>/", supervising.slip, name="supervision"),
]
