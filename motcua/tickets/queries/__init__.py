"""Reading queues: the machine, one number, the board, one counter. A fixed number of queries."""

from motcua.tickets.queries.board import Board, Called, board
from motcua.tickets.queries.counters import CounterCard, DayFigures, Here, counters, figures, here
from motcua.tickets.queries.lines import LineCard, TicketCard, lines, ticket_of_dossier, ticket_on


__all__ = [
    "Board",
    "Called",
    "CounterCard",
    "DayFigures",
    "Here",
    "LineCard",
    "TicketCard",
    "board",
    "counters",
    "figures",
    "here",
    "lines",
    "ticket_of_dossier",
    "ticket_on",
]
