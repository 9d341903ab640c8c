"""What everybody may read."""

from __future__ import annotations

from django.urls import path

from motcua.web.citizen import finding, open_data, published, rating, tracking, views


app_name = "citizen"
urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", finding.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("thu-tuc/<str:code>/in/", views.checklist, name="checklist"),
    path("thu-tuc/<str:code>/to-khai/", views.blank_form, name="blank_form"),
    path("viec/<str:key>/", views.life_event, name="life_event"),
    path("cong-khai/", published.published, name="published"),
    path("cong-khai/so-lieu.<str:ending>", open_data.feed, name="open_data"),
    path("tra-cuu/", tracking.ask, name="track"),
    path("tra-cuu/<str:code>/", tracking.progress, name="progress"),
    path("tra-cuu/<str:code>/danh-gia/", rating.find, name="rate_find"),
    path("danh-gia/<str:token>/", rating.rate, name="rate"),
]
