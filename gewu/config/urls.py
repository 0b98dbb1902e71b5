"""Addresses of the whole site: front has them all."""

from django.urls import include, path

urlpatterns = [path("", include("gewu.front.urls"))]
