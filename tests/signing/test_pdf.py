"""Signing and checking, without a database; and what others think of our signatures."""

import shutil
import subprocess
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import timestamps
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.signing.errors import (
    CannotSignFile,
    NotACertificateFile,
    TimestampFailed,
    WeakKeyFile,
    WrongPassphrase,
)
from motcua.signing.providers import keyfile, verifying
from motcua.signing.providers.software import SoftwareSigner
from motcua.signing.rules import Level, Stamp, TimeFrom
from tests.factories import MORNING, later
from tests.papers.samples import pdf, pdf_with_cargo
from tests.signing.people import PIN, authority, key_file


STAMP = Stamp("Vũ Đình Chu", "Chủ tịch, UBND phường An Thịnh", "24/08/2026 09:00:00 +07:00")


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def signed():
    return SoftwareSigner(key_file(), PIN).sign(pdf(2), STAMP, at=MORNING)[0]


def check(content, *, roots=None, registered_at=MORNING, revoked=None):
    given = [authority().root_pem.decode()] if roots is None else roots
    return verifying.checked(content, given, registered_at=registered_at, revoked=revoked or {})


def fingerprint():
    return keyfile.opened(key_file(), PIN).fingerprint


def test_what_is_signed_holds(signed):
    (found,) = check(signed)

    assert found.verdict == "Hợp lệ"
    assert (found.name, found.time_from) == ("Vũ Đình Chu", TimeFrom.REGISTER)
    assert found.signed_at == MORNING


def test_the_pages_stay_as_they_were():
    given = pdf(2)

    assert SoftwareSigner(key_file(), PIN).sign(given, STAMP, at=MORNING)[0].startswith(given)


def test_the_stamp_is_on_the_last_page(signed):
    kids = PdfFileReader(BytesIO(signed)).root["/Pages"]["/Kids"]
    pages = [kid.get_object() for kid in kids]

    assert "/Annots" not in pages[0]
    assert len(pages[1]["/Annots"]) == 1


def test_two_sign_one_after_the_other(signed):
    again = SoftwareSigner(key_file(), PIN).sign(signed, STAMP, at=MORNING)[0]

    assert [found.verdict for found in check(again)] == ["Hợp lệ", "Hợp lệ"]


def test_a_byte_that_was_changed_shows(signed):
    place = signed.index(b"/MediaBox") + 12
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]

    assert all("Không toàn vẹn" in found.verdict for found in check(changed))
    assert not any(found.holds for found in check(changed))


def test_a_page_that_was_added_shows(signed):
    """Another revision behind the signature, whole in itself."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"][2] = page["/MediaBox"][3]
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)

    (found,) = check(out.getvalue())

    assert found.verdict == "Không toàn vẹn: có nội dung thêm vào sau khi ký"


def test_what_can_not_be_read_is_not_intact():
    (found,) = check(b"%PDF-1.7 rubbish")

    assert not found.holds
    assert "Không toàn vẹn" in found.verdict


def test_a_file_without_a_signature_has_none():
    assert check(pdf()) == ()


def test_an_authority_nobody_trusts(signed):
    (found,) = check(signed, roots=[])

    assert (found.intact, found.trusted, found.holds) == (True, False, False)


def test_revoked_before_it_signed(signed):
    (found,) = check(signed, revoked={fingerprint(): later(hours=-1)})

    assert found.verdict == "Ký sau khi chứng thư đã thu hồi"


def test_signed_when_the_certificate_had_ended(signed):
    (found,) = check(signed, registered_at=later(days=400))

    assert not found.holds
    assert found.verdict == "Ký ngoài thời hạn của chứng thư"


def test_without_a_register_the_signers_clock_counts(signed):
    (found,) = check(signed, registered_at=None)

    assert (found.time_from, found.signed_at) == (TimeFrom.SIGNER, MORNING)


def test_pyhanko_itself_agrees(signed):
    (found,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    root = SimpleCertificateStore.from_certs([verifying._loaded(authority().root_pem.decode())])
    status = validate_pdf_signature(
        found, ValidationContext(trust_roots=list(root), moment=MORNING), skip_diff=False
    )

    assert status.bottom_line, status.pretty_print_details()
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_openssl_agrees(signed, tmp_path):
    """The signed bytes and the detached CMS, as any other program takes them."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    (found,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    start, length, second, rest = (int(number) for number in found.sig_object["/ByteRange"])
    (tmp_path / "data").write_bytes(signed[start : start + length] + signed[second : second + rest])
    (tmp_path / "cms").write_bytes(found.sig_object["/Contents"])
    (tmp_path / "root.pem").write_bytes(authority().root_pem)
    at = str(int(MORNING.timestamp()))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms"]
    command += ["-content", "data", "-CAfile", "root.pem", "-purpose", "any", "-attime", at]

    def verified():
        done = subprocess.run(
            [*command, "-out", "out"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return done.returncode == 0, done.stderr

    assert verified()[0], verified()[1]
    (tmp_path / "data").write_bytes(signed[: length - 1] + b"x" + signed[second:])
    assert not verified()[0]


def test_poppler_agrees(signed, tmp_path):
    if not shutil.which("pdfsig"):
        pytest.skip("there is no pdfsig (poppler-utils)")
    (tmp_path / "a.pdf").write_bytes(signed)
    done = subprocess.run(
        ["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout


@pytest.mark.parametrize("content", [b"%PDF-1.7\nrubbish", b"%PDF-1.4", pdf()[:200]])
def test_what_is_no_sound_pdf_is_refused(content):
    with pytest.raises(CannotSignFile):
        SoftwareSigner(key_file(), PIN).sign(content, STAMP, at=MORNING)


def test_an_attachment_does_not_hinder():
    signed = SoftwareSigner(key_file(), PIN).sign(pdf_with_cargo(), STAMP, at=MORNING)[0]

    assert check(signed)[0].holds


def test_with_a_time_stamp(monkeypatch):
    """A local authority of pyHanko's own; the real one is asked over HTTP."""
    signer = SoftwareSigner(key_file(), PIN)
    signer._authority = timestamps.DummyTimeStamper(
        signer._key.signing_cert, signer._key.signing_key, fixed_dt=MORNING
    )
    signed, level = signer.sign(pdf(), STAMP, at=MORNING)

    assert level is Level.B_T
    assert check(signed)[0].intact


def test_a_time_stamp_authority_that_does_not_answer():
    signer = SoftwareSigner(key_file(), PIN, timestamp_url="http://127.0.0.1:9/tsa")

    with pytest.raises(TimestampFailed):
        signer.sign(pdf(), STAMP, at=MORNING)


def test_the_key_file_tells_whose_it_is():
    found = keyfile.opened(key_file(), PIN)

    assert found.name == "Vũ Đình Chu"
    assert "TRÌNH DIỄN" in found.subject
    assert "TRÌNH DIỄN" in found.issuer


def test_a_wrong_pin_opens_nothing():
    with pytest.raises(WrongPassphrase):
        keyfile.opened(key_file(), "khac")


@pytest.mark.parametrize("content", [b"", b"rubbish", pdf(), key_file()[:500]])
def test_what_is_no_key_file(content):
    with pytest.raises(NotACertificateFile):
        keyfile.opened(content, PIN)


def test_a_weakly_locked_file_is_refused():
    key, certificate, _ = pkcs12.load_key_and_certificates(key_file(), PIN.encode())
    weak = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2000)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())
        .build(PIN.encode())
    )
    file = pkcs12.serialize_key_and_certificates(b"", key, certificate, None, weak)

    with pytest.raises(WeakKeyFile):
        keyfile.opened(file, PIN)


def test_the_envelope_opens_with_its_pin_only():
    salt, sealed = keyfile.seal(key_file(), PIN)

    assert keyfile.unseal(salt, sealed, PIN) == key_file()
    assert keyfile.unseal(salt, sealed, PIN + " ") is None
    assert key_file()[:40] not in sealed
