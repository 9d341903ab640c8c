"""Doors of the house."""

from __future__ import annotations

from django.urls import path

from motcua.web.sign_in import views


app_name = "sign_in"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("vi-tri/", views.switch_post, name="switch_post"),
    path("mat-khau/", views.password, name="password"),
]
