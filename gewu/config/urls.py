"""Addresses of the whole site: front has them all, and the pages for when something is missing or broken."""

from django.urls import include, path

urlpatterns = [path("", include("gewu.front.urls"))]

handler403 = "gewu.front.errors.forbidden"
handler404 = "gewu.front.errors.not_found"
handler500 = "gewu.front.errors.broken"
