"""Signing with a device: what is missing is said; with a software token (SoftHSM) the signature verifies.

The last tests need the software token ``softhsm2`` and are left out without it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.conftest import leave_out
from tests.documents.test_signatures import SIGNER, certificate, pdf, told
from thidua.base.refusal import Refused
from thidua.documents import tokens
from thidua.documents.signatures import Verdict
from thidua.documents.tokens import Token

PIN = "204618"
MODULES = (
    os.environ.get("SOFTHSM2_MODULE", ""), "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so",
)  # fmt: skip
MODULE = next((each for each in MODULES if each and Path(each).is_file()), "")
UTIL = shutil.which("softhsm2-util")


def test_missing_module_is_said():
    with pytest.raises(Refused, match=r"Không thấy mô-đun của thiết bị ký số \(/nowhere/lib\.so\)"):
        tokens.sign(pdf(), Token("/nowhere/lib.so", "CQ", "Ky"), PIN)


def test_missing_library_is_said(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyhanko.sign.pkcs11", None)
    module = tmp_path / "maker.so"
    module.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        tokens.sign(pdf(), Token(str(module), "CQ", "Ky"), PIN)
    assert str(refused.value) == tokens.NO_LIBRARY


@pytest.mark.parametrize("token", [Token("", "", ""), Token("/x.so", "", "Ky"), Token("/x.so", "CQ", "")])
def test_token_that_is_not_named_is_wrong_use(token):
    assert not token
    with pytest.raises(ValueError, match="not named"):
        tokens.sign(pdf(), token, PIN)


@pytest.fixture(params=["rsa", "ec"])
def device(request, tmp_path, monkeypatch) -> tuple[Token, bytes]:
    """A software token with a key and a certificate under the root of the office in it."""
    if not (MODULE and UTIL):
        leave_out("softhsm2 is not installed")
    store = tmp_path / "tokens"
    store.mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    key = rsa.generate_private_key(65537, 2048) if request.param == "rsa" else ec.generate_private_key(ec.SECP256R1())
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certificate("CA thử", root_key, "CA thử", root_key, is_ca=True)
    own = certificate(SIGNER, key, "CA thử", root_key, is_ca=False)
    secret = tmp_path / "key.pem"
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    new = ["--init-token", "--free", "--label", "CQ", "--pin", PIN, "--so-pin", PIN]
    take = ["--import", str(secret), "--token", "CQ", "--label", "Ky", "--id", "01", "--pin", PIN]
    for arguments in (new, take):
        subprocess.run([UTIL, "--module", MODULE, *arguments], check=True, capture_output=True)
    _store(own.public_bytes(Encoding.DER))
    return Token(MODULE, "CQ", "Ky"), root.public_bytes(Encoding.DER)


def _store(content: bytes) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    library = pkcs11.lib(MODULE)
    library.reinitialize()
    with library.get_token(token_label="CQ").open(rw=True, user_pin=PIN) as session:
        said = decode_x509_certificate(content) | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "Ky"}
        session.create_object(said | {pkcs11.Attribute.ID: b"\x01"})


def test_file_signed_by_a_device_verifies(device):
    token, root = device
    signed = tokens.sign(pdf(), token, PIN, reason="Ban hành", place="Suối Trong")
    assert told(signed, root) == [(Verdict.VALID, SIGNER)]
    assert told(signed) == [(Verdict.UNKNOWN_SIGNER, SIGNER)]
    place = signed.index(b"/MediaBox") + len("/MediaBox [ 0.0 0.0 4")
    assert told(signed[:place] + b"9" + signed[place + 1 :], root) == [(Verdict.ALTERED, SIGNER)]


def test_wrong_pin_and_wrong_names_are_said(device):
    token, _ = device
    with pytest.raises(Refused, match="Mã PIN của thiết bị ký số không đúng"):
        tokens.sign(pdf(), token, "000000")
    with pytest.raises(Refused, match="Không ký được bằng thiết bị “CQ”, chứng thư “Khac”"):
        tokens.sign(pdf(), Token(token.module, "CQ", "Khac"), PIN)
    with pytest.raises(Refused, match="Không ký được bằng thiết bị “Khac”"):
        tokens.sign(pdf(), Token(token.module, "Khac", "Ky"), PIN)
