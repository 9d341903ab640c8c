"""Writing the calendar: days and hours over the law's own, each with its reason in the journal.

A change counts for what is computed from then on. Due moments already promised stay as they are
kept, until whoever keeps them computes them anew.

Nothing written is lost: a change withdraws what was there and writes beside it. The moments of all
changes differ and only grow, whatever the clocks of the machines say, so each of them names one
state of the calendar.
"""

from .days import add_day, change_day, remove_day
from .hours import add_hours, end_hours, remove_hours


__all__ = ["add_day", "add_hours", "change_day", "end_hours", "remove_day", "remove_hours"]
