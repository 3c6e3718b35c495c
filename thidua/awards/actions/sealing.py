"""Signing a decision here with the office's key: the paper is drawn, signed and kept in one transaction."""

from datetime import datetime

from django.db import transaction

from thidua.awards import papers
from thidua.awards.actions.deciding import Signing, sign
from thidua.awards.models import Decision
from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.documents import printed, signatures, tokens
from thidua.documents.tokens import Token
from thidua.org import files, journal
from thidua.org.actor import Actor


@transaction.atomic
def sign_digitally(
    decision: Decision, signing: Signing, *, key: bytes | Token, passphrase: str, by: Actor, at: datetime
) -> Decision:
    """Issue a decision with a PAdES signature. A key file and any passphrase or PIN are used once and kept nowhere.

    A wrong passphrase leaves the draft a draft: number and quota are taken in the same transaction.
    """
    if signing.file is not None:
        raise ValueError("a decision signed here brings no file of its own")
    decision = sign(decision, signing, by=by, at=at)
    drawn = printed.pdf_of(papers.paper_of(decision))
    place = papers.letterhead(decision).place
    if isinstance(key, Token):
        content = tokens.sign(drawn, key, passphrase, reason=str(decision), place=place)
    else:
        content = signatures.sign(drawn, key, passphrase, reason=str(decision), place=place)
    file = files.keep(
        f"{slug(str(decision))}.pdf", content, by=by, at=at, media_type="application/pdf", may_show_inline=True
    )
    if not Decision.objects.filter(pk=decision.pk, signed_file=None).update(signed_file=file):
        raise Refused("Quyết định vừa được người khác thay đổi. Hãy tải lại trang.")
    decision.refresh_from_db()
    journal.record("awards.sign_digitally", decision, by=by, at=at, facts={"sha256": file.sha256})
    return decision
