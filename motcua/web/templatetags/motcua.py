"""What templates need beyond Django's own: dates, money and states in Vietnamese."""

from __future__ import annotations

from django import template


register = template.Library()
