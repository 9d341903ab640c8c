"""Laying out the demonstration by the same services that real work goes through."""

from motcua.demo.services.loading import load


__all__ = ["load"]
