"""Imports, exports and templates of the roster."""

from django.urls import path

from liangshi.roster import views

app_name = "roster"
urlpatterns = [
    path("roster/", views.imports, name="imports"),
    path("roster/export/", views.export, name="export"),
    path("roster/export/<str:kind>/", views.export_csv, name="export_csv"),
    path("roster/templates/<str:kind>/", views.template, name="template"),
    path("roster/imports/<str:batch>/", views.batch_page, name="import"),
    path("roster/imports/<str:batch>/columns/", views.columns, name="columns"),
    path("roster/imports/<str:batch>/answers/", views.answers, name="answers"),
    path("roster/imports/<str:batch>/apply/", views.apply, name="apply"),
    path("roster/imports/<str:batch>/undo/", views.undo, name="undo"),
    path("roster/imports/<str:batch>/discard/", views.discard, name="discard"),
    path("roster/imports/<str:batch>/problems/", views.problems, name="problems"),
]
