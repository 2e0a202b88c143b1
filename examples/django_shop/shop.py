"""A Django project in one file. Its `AppConfig.ready()` makes the client and the index before any test begins."""

from __future__ import annotations

import sys

import meilisearch
from django.apps import AppConfig
from django.http import HttpRequest, JsonResponse
from django.urls import path

SECRET_KEY = "only for the example"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "shop"
INSTALLED_APPS = ["shop.ShopConfig"]
USE_TZ = True


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        self.client = meilisearch.Client("http://localhost:7700")
        self.client.index("books").update_filterable_attributes(["year"])


def books(request: HttpRequest) -> JsonResponse:
    from django.apps import apps

    found = apps.get_app_config("shop").client.index("books").search(request.GET.get("q", ""), {"filter": "year > 1900"})
    return JsonResponse({"titles": [hit["title"] for hit in found["hits"]]})


urlpatterns = [path("books/", books)]
sys.modules.setdefault("shop", sys.modules[__name__])
