"""All addresses: the pages, and signing in."""

from django.urls import include, path

urlpatterns = [
    path("", include("ingrain.web.urls")),
    path("sign-in/", include("allauth.urls")),
]
