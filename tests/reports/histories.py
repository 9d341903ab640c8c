"""Random lives of dossiers, laid into the ledger, and counted here once more by hand."""

from datetime import date, timedelta

from motcua.ledger.rules import Stand, State, Stay, cells_of
from motcua.ledger.services import Filing, load


START = date(2025, 12, 1)
TOPICS = (("1.001193", "Hộ tịch"), ("2.000635", "Hộ tịch"), ("1.012796", "Đất đai"))
CHANNELS = ("online", "direct", "postal")
ENDS = (State.GRANTED, State.REFUSED, State.WITHDRAWN, State.STOPPED)


def later(days):
    return START + timedelta(days=days)


def life(random, code, unit_id):
    """One dossier: received, perhaps waiting a while, perhaps ended."""
    procedure, field = random.choice(TOPICS)
    channel = random.choice(CHANNELS)
    filing = Filing(code=code, unit_id=unit_id, procedure=procedure, field=field, channel=channel)
    came = random.randint(0, 90)
    due = later(came + random.randint(0, 20))
    running = Stand(state=State.RUNNING, due_on=due)
    days, stands = [came], [running]
    if random.random() < 0.4:
        waiting = random.choice((State.AWAITING, State.PAUSED))
        days.append(days[-1] + random.randint(1, 6))
        stands.append(Stand(state=waiting, due_on=None))
        days.append(days[-1] + random.randint(1, 9))
        stands.append(Stand(state=State.RUNNING, due_on=due + timedelta(days=5)))
    if random.random() < 0.8:
        days.append(days[-1] + random.randint(1, 20))
        stands.append(
            Stand(
                state=random.choice(ENDS),
                due_on=stands[-1].due_on,
                is_digitised=random.random() < 0.7,
                has_e_result=random.random() < 0.5,
            )
        )
    untils = [later(day) for day in days[1:]] + [None]
    stays = tuple(
        Stay(
            channel=channel,
            received_on=later(came),
            stand=stand,
            from_on=later(day),
            until_on=until,
        )
        for day, stand, until in zip(days, stands, untils, strict=True)
    )
    return filing, stays


def lay_in(random, unit_ids, count, *, prefix="H40"):
    lives = [life(random, f"{prefix}-{n:05}", random.choice(unit_ids)) for n in range(count)]
    load(lives)
    return lives


def counted(lives, period, wanted=lambda filing: True):
    """Cells by hand, dossier by dossier."""
    found = {}
    for filing, stays in lives:
        if not wanted(filing):
            continue
        for stay in stays:
            if stay.holds(period.last):
                for cell in cells_of(stay, period):
                    found[cell] = found.get(cell, 0) + 1
    return found
