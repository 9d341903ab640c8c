"""Certificates and keys: what is written, and what must not be."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from motcua.alerts.queries import alerts_of
from motcua.journal import queries as journal
from motcua.signing import queries, services
from motcua.signing.errors import (
    CertificateUnusable,
    KeyLocked,
    NoCertificate,
    NoSuchBatch,
    NoSuchCertificate,
    NotARoot,
    NotYourCertificate,
    NotYourName,
    PinTooShort,
    ReasonNeeded,
    RegisteredAlready,
    RevokedAlready,
    WrongPassphrase,
    WrongPin,
)
from motcua.signing.models import Certificate, Key, Root, Signature
from motcua.signing.rules import MOST_FAILURES, CertificateKind, Validity
from tests import factories
from tests.factories import MORNING, later
from tests.signing.people import PIN, authority, certified, key_file, trusted


pytestmark = pytest.mark.django_db
PERSONAL = CertificateKind.PERSONAL


@pytest.fixture
def world(db, time_machine):
    time_machine.move_to(MORNING, tick=False)
    return factories.office()


def cards(actor, now=MORNING):
    return queries.certificates_of([actor.user_id], now=now)


def test_a_certificate_comes_into_the_register(world):
    certified(world.chu)

    (card,) = cards(world.chu)
    assert (card.name, card.validity, card.can_sign) == ("Vũ Đình Chu", Validity.GOOD, True)
    (event,) = journal.history(f"account:{world.chu.user_id}")
    assert event.kind == "signing.certificate_added"


def test_neither_pin_nor_key_is_kept_in_the_clear(world):
    certified(world.chu)

    kept = serializers.serialize("json", [*Certificate.objects.all(), *Key.objects.all()])
    told = str([event.facts for event in journal.history(f"account:{world.chu.user_id}")])
    assert PIN not in kept + told
    assert "PRIVATE" not in kept + told
    assert bytes(Key.objects.get().sealed).find(key_file()[:32]) == -1


def test_a_certificate_of_somebody_else_is_refused(world):
    with pytest.raises(NotYourName):
        services.add_certificate(key_file("Vũ Đình Chu"), PIN, PERSONAL, by=world.thu, at=MORNING)

    assert not Certificate.objects.exists()


def test_that_of_the_office_bears_another_name(world):
    file = key_file("UBND phường An Thịnh")

    services.add_certificate(file, PIN, CertificateKind.ORGANISATION, by=world.thu, at=MORNING)

    assert cards(world.thu)[0].kind is CertificateKind.ORGANISATION
    with pytest.raises(RegisteredAlready):
        services.add_certificate(file, PIN, CertificateKind.ORGANISATION, by=world.chu, at=MORNING)


def test_a_short_pin_and_a_wrong_one_are_refused(world):
    with pytest.raises(PinTooShort):
        services.add_certificate(
            key_file(pin="1234567"), "1234567", PERSONAL, by=world.chu, at=MORNING
        )
    with pytest.raises(WrongPassphrase):
        services.add_certificate(key_file(), "khac", PERSONAL, by=world.chu, at=MORNING)

    assert not Certificate.objects.exists()


def test_an_ended_certificate_is_not_taken(world):
    with pytest.raises(CertificateUnusable):
        services.add_certificate(key_file(), PIN, PERSONAL, by=world.chu, at=later(days=366))


def test_five_wrong_pins_lock_the_key(world):
    pk = certified(world.chu)

    for left in range(MOST_FAILURES - 1, 0, -1):
        with pytest.raises(WrongPin, match=f"Còn {left} lần"):
            services.open_key(pk, "sai", by=world.chu, at=MORNING)
    for pin in ("sai", PIN):
        with pytest.raises(KeyLocked):
            services.open_key(pk, pin, by=world.chu, at=MORNING)

    assert cards(world.chu)[0].is_locked
    kinds = [event.kind for event in journal.history(f"account:{world.chu.user_id}")]
    assert kinds.count("signing.key_locked") == 1


def test_the_right_pin_forgets_the_wrong_ones(world):
    pk = certified(world.chu)
    with pytest.raises(WrongPin):
        services.open_key(pk, "sai", by=world.chu, at=MORNING)

    services.open_key(pk, PIN, by=world.chu, at=MORNING)

    assert Key.objects.get().failures == 0


def test_the_file_itself_opens_a_locked_key(world):
    pk = certified(world.chu)
    Key.objects.update(failures=MOST_FAILURES)

    assert certified(world.chu) == pk

    services.open_key(pk, PIN, by=world.chu, at=MORNING)
    assert Certificate.objects.count() == 1


def test_nobody_opens_anothers_key(world):
    pk = certified(world.chu)

    with pytest.raises(NoCertificate):
        services.open_key(pk, PIN, by=world.thu, at=MORNING)

    assert Key.objects.get().failures == 0


@pytest.mark.parametrize("at", [later(days=-2), later(days=366)])
def test_only_within_its_dates(world, at):
    pk = certified(world.chu)

    with pytest.raises(CertificateUnusable):
        services.open_key(pk, PIN, by=world.chu, at=at)


def test_a_revoked_certificate_signs_no_more_and_its_key_is_gone(world):
    pk = certified(world.chu)

    services.revoke_certificate(pk, reason="Mất USB", by=world.chu, at=MORNING)

    assert not Key.objects.exists()
    assert cards(world.chu)[0].validity is Validity.REVOKED
    with pytest.raises(NoCertificate):
        services.open_key(pk, PIN, by=world.chu, at=MORNING)
    with pytest.raises(RevokedAlready):
        certified(world.chu)
    with pytest.raises(RevokedAlready):
        services.revoke_certificate(pk, reason="Lại", by=world.chu, at=MORNING)


def test_who_may_revoke(world):
    pk = certified(world.chu)
    with pytest.raises(NotYourCertificate):
        services.revoke_certificate(pk, reason="Không", by=world.thu, at=MORNING)
    with pytest.raises(ReasonNeeded):
        services.revoke_certificate(pk, reason="  ", by=world.quan, at=MORNING)
    with pytest.raises(NoSuchCertificate):
        services.revoke_certificate(0, reason="Không", by=world.quan, at=MORNING)

    services.revoke_certificate(pk, reason="Chuyển công tác", by=world.quan, at=MORNING)

    assert cards(world.chu)[0].revoked_because == "Chuyển công tác"


def test_holders_are_warned_once_before_and_once_after(world):
    certified(world.chu, days=40)
    certified(world.thu, days=200)

    told = [services.warn_of_expiry(at=later(days=day)) for day in (0, 9, 11, 12, 41, 42, 60)]

    assert told == [0, 0, 1, 1, 1, 1, 0]
    texts = [row.text for row in alerts_of(world.chu.user_id).rows]
    assert len(texts) == 2
    assert "đã hết hạn" in texts[0]
    assert alerts_of(world.thu.user_id).rows == ()


def test_roots_are_trusted_once_and_dropped(world):
    trusted()
    trusted()
    (root,) = queries.roots()

    services.drop_root(root.id, by=world.quan, at=MORNING)
    services.drop_root(root.id, by=world.quan, at=MORNING)

    assert queries.roots() == ()
    kinds = [event.kind for event in journal.history("signing:roots")]
    assert sorted(kinds) == ["signing.root_dropped", "signing.root_trusted"]


@pytest.mark.parametrize("content", [b"", b"-----BEGIN rubbish", b"\x30\x03abc", b"\xff" * 50])
def test_what_is_no_root(world, content):
    with pytest.raises(NotARoot):
        services.trust_root(content, by=world.quan, at=MORNING)


def test_a_certificate_of_a_person_is_no_root(world):
    certified(world.chu)

    with pytest.raises(NotARoot):
        services.trust_root(Certificate.objects.get().pem.encode(), by=world.quan, at=MORNING)


def test_a_batch_is_its_makers_own(world):
    pk = certified(world.chu)
    batch = services.begin_batch([("H40-1", "")], pk, by=world.chu, at=MORNING)

    assert queries.batch(batch, world.chu.user_id).failed == 1
    with pytest.raises(NoSuchBatch):
        queries.batch(batch, world.thu.user_id)


def test_the_demonstration_is_equipped_once(world):
    people = [(world.chu, 365), (world.thu, 20)]

    assert services.equip(people, pin=PIN, at=MORNING) == 2
    assert services.equip(people, pin=PIN, at=MORNING) == 0

    (card,) = cards(world.thu)
    assert card.validity is Validity.EXPIRING
    assert "TRÌNH DIỄN" in card.issuer
    assert Root.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "x"}, "certificate_kind_known"),
        ({"valid_until": MORNING - timedelta(days=900)}, "certificate_period_in_order"),
        ({"fingerprint": "x"}, "certificate_fingerprint_is_sha256"),
        ({"revoked_at": MORNING}, "certificate_revoked_at_and_by_together"),
    ],
)
def test_what_the_database_refuses_of_a_certificate(world, changes, constraint):
    certified(world.chu)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Certificate.objects.update(**changes)


def test_a_file_is_signed_once(world):
    pk = certified(world.chu)
    row = {
        "subject": "H40-1",
        "source_sha256": "a" * 64,
        "certificate_id": pk,
        "level": "B-B",
        "signed_at": MORNING,
        "signed_by_id": world.chu.user_id,
    }
    Signature.objects.create(signed_sha256="b" * 64, **row)

    with pytest.raises(IntegrityError, match="signature_of_a_file_once"), transaction.atomic():
        Signature.objects.create(signed_sha256="c" * 64, **row)


def test_the_authority_of_the_demonstration_says_what_it_is():
    assert b"CERTIFICATE" in authority().root_pem
