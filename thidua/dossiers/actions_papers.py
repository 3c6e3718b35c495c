"""The text of a drafted paper: kept as people word it, begun anew from the facts, laid into the dossier as Word."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.documents.archives import WORD
from thidua.dossiers import actions, papers, rules, wording
from thidua.dossiers.models import Dossier, DossierPaper, PaperDraft
from thidua.dossiers.wording import Part
from thidua.movements.models import PaperRequirement
from thidua.org import files, journal
from thidua.org.actor import Actor

FASTER = "Bản soạn vừa được người khác lưu. Hãy tải lại trang để lấy bản mới rồi sửa tiếp."


@transaction.atomic
def keep_text(
    dossier: Dossier, paper: str, parts: Sequence[Part], *, version: int, by: Actor, at: datetime
) -> PaperDraft:
    """Keep the text of a paper; ``version`` is the one that was read, so that nobody overwrites a colleague."""
    if reason := rules.why_not_write_paper(by, dossier, paper) or wording.why_not_keep(parts):
        raise Refused(reason)
    said = {"parts": wording.packed(parts), "saved_at": at, "saved_by_id": by.person_id}
    if version == 0:
        kept, is_new = PaperDraft.objects.get_or_create(dossier=dossier, paper=paper, defaults=said)
        if not is_new:
            raise Refused(FASTER)
    else:
        still = PaperDraft.objects.filter(dossier=dossier, paper=paper, version=version)
        if not still.update(version=version + 1, **said):
            raise Refused(FASTER)
        kept = PaperDraft.objects.get(dossier=dossier, paper=paper)
    facts = {"paper": paper, "version": kept.version, "lines": sum(len(part.lines) for part in parts)}
    journal.record("dossiers.keep_text", dossier, by=by, at=at, facts=facts)
    return kept


@transaction.atomic
def draft_anew(dossier: Dossier, paper: str, *, by: Actor, at: datetime) -> None:
    """Throw the kept text of a paper away: it is drafted from the facts again."""
    if reason := rules.why_not_write_paper(by, dossier, paper):
        raise Refused(reason)
    PaperDraft.objects.filter(dossier=dossier, paper=paper).delete()
    journal.record("dossiers.draft_anew", dossier, by=by, at=at, facts={"paper": paper})


@transaction.atomic
def lay_draft(
    dossier: Dossier, paper: str, *, requirement: PaperRequirement | None, by: Actor, at: datetime
) -> DossierPaper:
    """Lay the text as it is kept into the dossier, as a Word file of today."""
    if reason := rules.why_not_write_paper(by, dossier, paper):
        raise Refused(reason)
    content = papers.docx_of(dossier, paper, at.astimezone(ZONE).date())
    file = files.keep(papers.name_of(dossier, paper), content, by=by, at=at, media_type=WORD)
    return actions.put_paper(dossier, paper, file, requirement=requirement, by=by, at=at)
