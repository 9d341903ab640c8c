"""Signing in: shape only; whether it is right is for the service to say."""

from __future__ import annotations

from django import forms


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    old = forms.CharField(
        label="Mật khẩu đang dùng",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        max_length=200,
        strip=False,
        help_text="Từ 10 ký tự. Một câu dễ nhớ tốt hơn một từ khó.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
