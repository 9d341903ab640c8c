"""Signing reports off."""

from motcua.reports.services.finalising import finalise


__all__ = ["finalise"]
