"""A decision signed with the key of the office verifies; with a byte changed it does not."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.awards.rows import AT, SIGNING, make_decision
from tests.documents.test_signatures import PASSPHRASE, office
from tests.web.signing import signed_in
from thidua.awards.actions.sealing import sign_digitally
from thidua.awards.models import Register
from thidua.base.refusal import Refused
from thidua.documents import signatures
from thidua.documents.signatures import Verdict, worst
from thidua.org import roots
from thidua.org.files import content_of

pytestmark = pytest.mark.django_db


def test_signed_decision_verifies_and_a_changed_byte_does_not(settings):
    root, key = office()
    decision, officer = make_decision()
    decision = sign_digitally(decision, SIGNING, key=key, passphrase=PASSPHRASE, by=officer, at=AT)
    assert worst(roots.checks(decision.signed_file)) is Verdict.UNKNOWN_SIGNER
    (settings.VAR / "roots").mkdir()
    (settings.VAR / "roots" / "ca.der").write_bytes(root)
    assert [check.verdict for check in roots.checks(decision.signed_file)] == [Verdict.VALID]
    content = bytearray(content_of(decision.signed_file))
    content[len(content) // 3] ^= 1
    assert worst(signatures.check(bytes(content), [root])) is Verdict.ALTERED


def test_wrong_passphrase_leaves_the_draft_a_draft():
    _, key = office()
    decision, officer = make_decision()
    with pytest.raises(Refused, match="mật khẩu sai hoặc tệp hỏng"):
        sign_digitally(decision, SIGNING, key=key, passphrase="sai", by=officer, at=AT)
    decision.refresh_from_db()
    assert (decision.state, decision.number, Register.objects.count()) == ("draft", None, 0)


def test_file_of_its_own_is_wrong_use():
    decision, officer = make_decision()
    with pytest.raises(ValueError, match="no file of its own"):
        sign_digitally(decision, replace(SIGNING, file=object()), key=b"", passphrase="", by=officer, at=AT)


def test_page_signs_and_shows_the_verdict():
    _, key = office()
    decision, officer = make_decision()
    client = signed_in(officer)
    given = {"symbol": "QĐ-UBND", "number": 5, "signed_on": "2022-02-15", "signer": "Nguyễn Văn An"}
    upload = SimpleUploadedFile("khoa.p12", key)
    answer = client.post(
        f"{decision.get_absolute_url()}ky-so/", given | {"key": upload, "passphrase": PASSPHRASE}, follow=True
    )
    assert answer.redirect_chain == [(f"{decision.get_absolute_url()}chu-ky/", 302)]
    assert Verdict.UNKNOWN_SIGNER.value in answer.content.decode()


def test_page_offers_the_device_where_there_is_one_and_says_when_its_module_is_missing(settings):
    decision, officer = make_decision()
    client = signed_in(officer)
    address = f"{decision.get_absolute_url()}ky-so/"
    assert 'name="means"' not in client.get(address).content.decode()
    settings.PKCS11 = {"module": "/nowhere/lib.so", "label": "CQ", "certificate": "Ky", "key": ""}
    assert "Thiết bị ký số gắn ở máy chủ" in client.get(address).content.decode()
    given = {"symbol": "QĐ-UBND", "number": 5, "signed_on": "2022-02-15", "signer": "Nguyễn Văn An"}
    answer = client.post(address, given | {"means": "token", "passphrase": "204618"})
    assert answer.status_code == 422
    assert "Không thấy mô-đun của thiết bị ký số (/nowhere/lib.so)" in answer.content.decode()
    decision.refresh_from_db()
    assert (decision.state, decision.number, Register.objects.count()) == ("draft", None, 0)


def test_page_asks_for_the_key_file():
    decision, officer = make_decision()
    answer = signed_in(officer).post(f"{decision.get_absolute_url()}ky-so/", {"passphrase": "x"})
    assert "Hãy chọn tệp chứng thư." in answer.content.decode()
