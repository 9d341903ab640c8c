"""Random lives of dossiers in the figures, for properties."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from motcua.ledger.rules import Stand, State, Stay


FIRST = date(2025, 11, 20)
DAYS = 60
CHANNELS = ("online", "direct", "postal")
OPEN = [State.RUNNING, State.AWAITING, State.PAUSED]
ENDS = [State.GRANTED, State.REFUSED, State.WITHDRAWN, State.STOPPED]


def day(number):
    return FIRST + timedelta(days=number)


@st.composite
def changes(draw):
    """Days and stands, the first one the receipt; at most one end, and it is the last."""
    count = draw(st.integers(1, 5))
    days = sorted(draw(st.lists(st.integers(0, DAYS), min_size=count, max_size=count)))
    due = day(draw(st.integers(0, DAYS)))
    found = []
    for number in days[:-1]:
        state = draw(st.sampled_from(OPEN))
        if draw(st.booleans()):
            due = day(draw(st.integers(0, DAYS)))
        found.append((day(number), stand(state, due, draw(st.sampled_from([None, 1, 2])))))
    state = draw(st.sampled_from([State.RUNNING, *ENDS]))
    decided = state in (State.GRANTED, State.REFUSED)
    marks = {
        "is_digitised": decided and draw(st.booleans()),
        "has_e_result": decided and draw(st.booleans()),
    }
    last = stand(state, due if decided or state is State.RUNNING else None, None)
    found.append((day(days[-1]), replace(last, **marks)))
    return draw(st.sampled_from(CHANNELS)), found


def stand(state, due, officer):
    waits = state in (State.AWAITING, State.PAUSED)
    return Stand(state=state, due_on=None if waits else due, officer_id=officer)


def stays_of(channel, found):
    """The same life as stays, by the plainest reading: the last change of a day holds."""
    stays = []
    received = found[0][0]
    for on, new in found:
        before = stays[-1] if stays else None
        if before is not None and new.state.is_end and new.due_on is None:
            ran = before.stand.state is State.RUNNING
            new = replace(new, due_on=before.stand.due_on if ran else None)
        if before is not None and new.officer_id is None:
            new = replace(new, officer_id=before.stand.officer_id)
        if before is not None and new == before.stand:
            continue
        if before is not None and before.from_on == on:
            stays.pop()
        elif before is not None:
            stays[-1] = replace(before, until_on=on)
        stays.append(Stay(channel=channel, received_on=received, stand=new, from_on=on))
    return tuple(stays)
