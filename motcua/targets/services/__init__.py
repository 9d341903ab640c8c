"""Assigning, changing and withdrawing targets; telling units that are behind."""

from motcua.targets.services.assigning import assign, change, withdraw
from motcua.targets.services.reminding import remind


__all__ = ["assign", "change", "remind", "withdraw"]
