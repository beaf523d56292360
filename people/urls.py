"""Addresses of `people`."""

from __future__ import annotations

from django.urls import URLPattern, path

from people.views import cards, imports, sites

app_name = "people"
_IMPORT = "manage/people/import/<int:import_id>/"
urlpatterns: list[URLPattern] = [
    path("manage/people/import/", imports.imports, name="imports"),
    path(_IMPORT, imports.detail, name="import"),
    path(f"{_IMPORT}progress/", imports.progress, name="import-progress"),
    path(f"{_IMPORT}columns/", imports.columns, name="import-columns"),
    path(f"{_IMPORT}apply/", imports.apply, name="import-apply"),
    path(f"{_IMPORT}undo/", imports.undo, name="import-undo"),
    path(f"{_IMPORT}discard/", imports.discard, name="import-discard"),
    path(f"{_IMPORT}result.csv", imports.result, {"form": "csv"}, name="import-csv"),
    path(f"{_IMPORT}result.xlsx", imports.result, {"form": "xlsx"}, name="import-xlsx"),
    path("manage/people/sites/", sites.sites, name="sites"),
    path("manage/people/cards/", cards.cards, name="cards"),
]
