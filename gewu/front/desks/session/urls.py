from django.urls import path
from django.views.i18n import set_language

from gewu.front.desks.session import views

app_name = "session"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("language/", set_language, name="language"),
    path("me/", views.me, name="me"),
    path("me/device/", views.keep_here, name="device"),
    path("me/password/", views.password, name="password"),
    path("me/type/", views.type_size, name="type_size"),
]
