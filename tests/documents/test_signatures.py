import io
from datetime import UTC, datetime, timedelta
from functools import cache

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pypdf import PdfReader, PdfWriter

from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.documents import signatures
from thidua.documents.signatures import Checked, Verdict, check, sign, stamp, worst

PASSPHRASE = "mật khẩu thử"
SIGNER = "Nguyễn Thị Ẫn Ướm"


def named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(name, key, issuer, issuer_key, *, is_ca):
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    usage |= {
        "digital_signature": not is_ca,
        "content_commitment": not is_ca,
        "key_cert_sign": is_ca,
        "crl_sign": is_ca,
    }
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=10))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


@cache
def office():
    """A root of our own and a key file under it."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate("CA thử", root_key, "CA thử", root_key, is_ca=True)
    own = certificate(SIGNER, key, "CA thử", root_key, is_ca=False)
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    return root.public_bytes(Encoding.DER), pkcs12.serialize_key_and_certificates(b"k", key, own, [root], locked)


def pdf():
    writer = PdfWriter()
    writer.add_blank_page(400, 400)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@cache
def signed():
    return sign(pdf(), office()[1], PASSPHRASE, reason="Ban hành", place="Suối Trong")


def told(content, *roots):
    return [(one.verdict, one.signer) for one in check(content, roots)]


def test_signed_file_is_valid_for_who_trusts_the_root():
    assert told(signed(), office()[0]) == [(Verdict.VALID, SIGNER)]
    assert signed().startswith(pdf())


def test_signer_under_no_trusted_root_is_unknown_yet_whole():
    assert told(signed()) == [(Verdict.UNKNOWN_SIGNER, SIGNER)]


def test_certificate_out_of_its_days_is_not_trusted():
    late = datetime.now(UTC) + timedelta(days=30)
    assert [one.verdict for one in check(signed(), [office()[0]], at=late)] == [Verdict.UNKNOWN_SIGNER]


def test_one_changed_byte_is_an_alteration():
    place = signed().index(b"/MediaBox") + len("/MediaBox [ 0.0 0.0 4")
    changed = signed()[:place] + b"9" + signed()[place + 1 :]
    assert changed != signed()
    assert told(changed, office()[0]) == [(Verdict.ALTERED, SIGNER)]


def test_page_added_after_signing_is_an_alteration():
    writer = PdfWriter(io.BytesIO(signed()), incremental=True)
    writer.add_blank_page(300, 300)
    made = io.BytesIO()
    writer.write(made)
    assert made.getvalue().startswith(signed())
    assert told(made.getvalue(), office()[0]) == [(Verdict.ALTERED, SIGNER)]


def test_second_signature_leaves_the_first_valid():
    twice = sign(signed(), office()[1], PASSPHRASE)
    assert told(twice, office()[0]) == [(Verdict.VALID, SIGNER)] * 2


def test_file_without_signature_says_so():
    assert list(map(str, check(pdf()))) == ["Tệp không có chữ ký số."]


def test_words_name_signer_and_moment_of_viet_nam():
    one = Checked(Verdict.VALID, SIGNER, datetime(2026, 1, 5, 1, 5, tzinfo=UTC))
    assert str(one) == "Chữ ký hợp lệ: Nguyễn Thị Ẫn Ướm, lúc 08:05 ngày 05/01/2026."


def test_file_is_as_good_as_its_worst_signature():
    kinds = (Verdict.VALID, Verdict.ALTERED, Verdict.UNKNOWN_SIGNER)
    assert worst([Checked(kind) for kind in kinds]) is Verdict.ALTERED


@pytest.mark.parametrize(
    ("content", "passphrase", "said"),
    [(pdf(), "sai", "mật khẩu sai hoặc tệp hỏng"), (b"no pdf", PASSPHRASE, "Không ký được tệp PDF này")],
)
def test_what_cannot_be_signed_is_refused(content, passphrase, said):
    with pytest.raises(Refused, match=said):
        sign(content, office()[1], passphrase)


def test_what_is_no_pdf_cannot_be_checked():
    with pytest.raises(Refused, match="Không đọc được tệp PDF"):
        check(b"no pdf")


def test_stamp_stands_on_the_page_before_signing():
    stamped = stamp(pdf(), ["Ký bởi: Nguyễn Thị Ẫn Ướm", "Ngày ký: 05/01/2026"], x=50, y=100)
    said = pypdfium2.PdfDocument(stamped)[0].get_textpage().get_text_range()
    assert nfc(said).split("\r\n") == ["Ký bởi: Nguyễn Thị Ẫn Ướm", "Ngày ký: 05/01/2026"]
    assert told(sign(stamped, office()[1], PASSPHRASE), office()[0]) == [(Verdict.VALID, SIGNER)]
    assert len(PdfReader(io.BytesIO(stamped)).pages) == 1
    assert signatures.worst(check(stamped)) is Verdict.NONE


def contents(change):
    place = signed().index(b"/Contents <") + len(b"/Contents <")
    return signed()[:place] + change(signed()[place : place + 16_000]) + signed()[place + 16_000 :]


@pytest.mark.parametrize(
    "broken",
    [
        contents(lambda hexes: hexes[:40] + b"0" * 400 + hexes[440:]),
        signed().replace(b"/ByteRange [", b"/ByteRange [9", 1),
        contents(lambda hexes: hexes.replace(b"2A864886F70D010904", b"2A864886F70D010977")),  # its own digest is gone
    ],
    ids=["contents", "range", "digest"],
)
def test_broken_signature_is_an_alteration(broken):
    assert broken != signed()
    assert worst(check(broken, [office()[0]])) is Verdict.ALTERED


def test_signature_of_an_unknown_kind_is_not_passed_over_in_silence():
    strange = signed().replace(b"/SubFilter /ETSI.CAdES.detached", b"/SubFilter /XXXX.CAdES.detached", 1)
    assert check(strange, [office()[0]]) == [Checked(Verdict.UNREADABLE)]
