"""Digital signatures in PDF (PAdES-B): sign with a key file, check what came in. Nothing is fetched from a network.

Order that keeps a file whole: make it, stamp it, sign it, store it, hash it; then never touch it again.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.documents.stamping import MM, Face, Pen, Side, Slot, add_page, font_resources, letters

FIELD = "ThiduaSignature"
_FAULTS = (  # what pyHanko meets broken signatures with; found by changing bytes at random
    PdfError,
    SignatureValidationError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
INK = (0.75, 0.05, 0.08)


class Verdict(Enum):
    """What is known of a signature, from best to worst; the value is said to people."""

    VALID = "Chữ ký hợp lệ"
    UNKNOWN_SIGNER = "Chữ ký toàn vẹn nhưng chưa xác định được người ký"
    UNREADABLE = "Tệp có chữ ký kiểu cũ hoặc lạ, không kiểm tra được"
    ALTERED = "Tệp đã bị sửa sau khi ký"
    NONE = "Tệp không có chữ ký số"


@dataclass(frozen=True)
class Checked:
    """One signature: the verdict, who signed by the certificate, when by the signer's own clock."""

    verdict: Verdict
    signer: str = ""
    signed_at: datetime | None = None

    def __str__(self) -> str:
        who = f": {self.signer}" if self.signer else ""
        when = f", lúc {self.signed_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}" if self.signed_at else ""
        return f"{self.verdict.value}{who}{when}."


def sign(pdf: bytes, key: bytes, passphrase: str, *, reason: str = "", place: str = "") -> bytes:
    """Add a PAdES-B signature with a PKCS#12 key file; the file grows, what stood before stays byte for byte.

    A second signature may follow the first. The moment inside is that of the machine that signs.
    """
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=passphrase.encode())
    except ValueError:
        raise Refused("Không mở được tệp khóa (.p12, .pfx): mật khẩu sai hoặc tệp hỏng. Hãy kiểm tra lại.") from None
    return sign_with(pdf, signer, reason=reason, place=place)


def sign_with(pdf: bytes, signer: signers.Signer, *, reason: str = "", place: str = "") -> bytes:
    """Add a PAdES-B signature by whatever holds the key; see ``sign`` and ``tokens.sign``."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        meta = signers.PdfSignatureMetadata(
            field_name=f"{FIELD}{len(writer.prev.embedded_signatures) + 1}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
            location=place or None,
        )
        made: io.BytesIO = signers.sign_pdf(writer, meta, signer=signer)
    except (PdfError, SigningError, ValueError):
        raise Refused("Không ký được tệp PDF này: tệp hỏng hoặc có mật khẩu. Hãy tạo lại tệp rồi ký.") from None
    return made.getvalue()


def check(pdf: bytes, trusted: Sequence[bytes] = (), *, at: datetime | None = None) -> list[Checked]:
    """Check every signature of the file against the trusted root certificates (DER or PEM); one entry NONE without any.

    ``at`` is the moment the certificates must be good at, now when left out. Whether a certificate has been
    withdrawn is not asked: that needs a network.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    except _FAULTS:
        raise Refused("Không đọc được tệp PDF này để kiểm tra chữ ký. Hãy xin lại tệp gốc.") from None
    try:
        embedded = reader.embedded_regular_signatures
        unreadable = len(list(enumerate_sig_fields(reader, filled_status=True))) - len(reader.embedded_signatures)
    except _FAULTS:
        return [Checked(Verdict.ALTERED)]  # there was a signature, and it cannot be read any more
    checked = [_checked(one, trusted, at) for one in embedded] + [Checked(Verdict.UNREADABLE)] * unreadable
    return checked or [Checked(Verdict.NONE)]


def worst(checked: Sequence[Checked]) -> Verdict:
    """Give the verdict on the file: that of its worst signature."""
    order = list(Verdict)
    return max((one.verdict for one in checked), key=order.index)


def _checked(one: EmbeddedPdfSignature, trusted: Sequence[bytes], at: datetime | None) -> Checked:
    roots = [certificate for root in trusted for certificate in load_certs_from_pemder_data(root)]
    context = ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    try:
        status = validate_pdf_signature(one, context, key_usage_settings=usage)
        return Checked(_verdict(status), _name(one.signer_cert), one.self_reported_timestamp)
    except _FAULTS:
        return Checked(Verdict.ALTERED)


def _verdict(status: PdfSignatureStatus) -> Verdict:
    """A later signature is no alteration; anything else added after this one is."""
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE or status.docmdp_ok is True
    if not (whole and status.intact and status.valid and status.seed_value_ok):
        return Verdict.ALTERED
    return Verdict.VALID if status.trusted else Verdict.UNKNOWN_SIGNER


def _name(certificate: Any) -> str:
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)


def stamp(pdf: bytes, lines: Sequence[str], *, x: float, y: float, width: float = 70, page: int = 0) -> bytes:
    """Draw a framed box with the lines (who, when, which office) onto a page, in millimetres; before signing."""
    reader = PdfReader(io.BytesIO(pdf))
    wide, high = (float(side) for side in reader.pages[page].mediabox.upper_right)
    face = letters(Face.REGULAR, lines)
    pen = Pen(high / MM, [face])
    tall = 5.0 * len(lines) + 2
    box = f"{x * MM:.2f} {high - (y + tall) * MM:.2f} {width * MM:.2f} {tall * MM:.2f}"
    frame = f"q {INK[0]} {INK[1]} {INK[2]} RG 1 w {box} re S Q"
    slots = (Slot(x + 2, y + 1 + 5 * at, width - 4, 5, 11, 6, side=Side.LEFT, ink=INK) for at in range(len(lines)))
    commands = [frame.encode(), *(pen.write(line, slot) for line, slot in zip(lines, slots, strict=True))]
    overlay = PdfWriter()
    add_page(overlay, font_resources(overlay, [face]), b"\n".join(commands), (wide / MM, high / MM))
    writer = PdfWriter(clone_from=reader)
    writer.pages[page].merge_page(overlay.pages[0])
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
