"""Signing with a key that never leaves its device (PKCS#11: USB token, smart card, HSM), PAdES as from a key file.

An option: it needs the library ``python-pkcs11`` beside this program and the maker's own module. What is missing is
said in one sentence, and nothing has changed then.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from thidua.base.refusal import Refused
from thidua.documents.signatures import sign_with

NO_LIBRARY = (
    "Máy chủ chưa cài thư viện python-pkcs11 nên chưa dùng được thiết bị ký số. "
    "Hãy nhờ quản trị cài thư viện đó, hoặc ký bằng tệp chứng thư."
)


@dataclass(frozen=True)
class Token:
    """Where the key is: the maker's module, the label of the token, the labels of certificate and key in it."""

    module: str
    label: str
    certificate: str
    key: str = ""  # as the certificate when left out

    def __bool__(self) -> bool:
        return bool(self.module and self.label and self.certificate)


def sign(pdf: bytes, token: Token, pin: str, *, reason: str = "", place: str = "") -> bytes:
    """Add a PAdES-B signature with the key in a token; the PIN is used once. Takes as long as the device takes."""
    if not token:
        raise ValueError("a token that is not named")
    if not Path(token.module).is_file():
        raise Refused(
            f"Không thấy mô-đun của thiết bị ký số ({token.module}) trên máy chủ. "
            "Hãy nhờ quản trị cài phần mềm của nhà cung cấp, hoặc ký bằng tệp chứng thư."
        )
    try:
        devices, faults = import_module("pyhanko.sign.pkcs11"), import_module("pkcs11.exceptions")
    except ImportError:
        raise Refused(NO_LIBRARY) from None
    criteria = import_module("pyhanko.config.pkcs11").TokenCriteria(label=token.label)
    try:
        with devices.open_pkcs11_session(token.module, token_criteria=criteria, user_pin=pin) as session:
            labels: dict[str, Any] = {"cert_label": token.certificate, "key_label": token.key or token.certificate}
            signer = devices.PKCS11Signer(session, **labels, other_certs_to_pull=())
            if signer.signing_cert.public_key.algorithm == "ec":  # hashed here: not every device hashes for ECDSA
                labels["use_raw_mechanism"] = True
                signer = devices.PKCS11Signer(session, **labels, other_certs_to_pull=())
            return sign_with(pdf, signer, reason=reason, place=place)
    except faults.PKCS11Error as fault:
        raise Refused(_said(fault, faults, token)) from fault


def _said(fault: Exception, faults: Any, token: Token) -> str:
    if isinstance(fault, faults.PinLocked):
        return "Thiết bị ký số đã tự khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nhà cung cấp để mở khóa."
    if isinstance(fault, faults.PinIncorrect | faults.PinInvalid | faults.PinLenRange):
        return "Mã PIN của thiết bị ký số không đúng. Hãy nhập lại; sai nhiều lần thiết bị sẽ tự khóa."
    return (
        f"Không ký được bằng thiết bị “{token.label}”, chứng thư “{token.certificate}”: thiết bị chưa cắm, "
        "tên chưa đúng hoặc thiết bị từ chối. Hãy kiểm tra thiết bị và cấu hình, hoặc ký bằng tệp chứng thư."
    )
