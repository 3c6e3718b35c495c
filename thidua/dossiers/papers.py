"""The drafted papers of a dossier as people worded them: text, Word file, and what an uploaded version changed."""

from dataclasses import dataclass
from datetime import date

from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.documents import templates, word
from thidua.dossiers import comparing, drafting, paper_templates, wording
from thidua.dossiers.drafting import Known
from thidua.dossiers.models import Dossier, DossierPaper, PaperDraft
from thidua.dossiers.wording import Line, Part
from thidua.movements.kinds import Paper
from thidua.org.files import content_of
from thidua.plans import source

ON_PAPER = "Bản giấy không có tệp nên không so sánh được."
FIRST = "Đây là bản đầu tiên nên chưa có gì để so sánh."


@dataclass(frozen=True)
class Text:
    """A paper's text with what it stands on. ``version`` 0: nobody has worded it yet."""

    parts: tuple[Part, ...]
    fresh: tuple[Part, ...]  # what the facts of today give
    known: Known
    saved: PaperDraft | None

    @property
    def version(self) -> int:
        """The version that was read."""
        return self.saved.version if self.saved else 0

    @property
    def unused(self) -> list[Line]:
        """What the facts say and the text does not."""
        return wording.unused(self.parts, self.fresh)

    @property
    def bare(self) -> list[Line]:
        """The lines without a proof."""
        return wording.bare(self.parts, self.known.proofs)


def text_of(dossier: Dossier, paper: str, today: date) -> Text:
    """Give the text people kept, over the facts of today; where nobody did, the draft from the facts."""
    found = drafting.known(dossier, today)
    fresh = drafting.fresh(dossier, paper, today, found)
    saved = PaperDraft.objects.filter(dossier=dossier, paper=paper).select_related("saved_by").first()
    if saved is None:
        return Text(fresh, fresh, found, None)
    return Text(wording.renewed(wording.unpacked(saved.parts), fresh), fresh, found, saved)


def docx_of(dossier: Dossier, paper: str, today: date) -> bytes:
    """Give a drafted paper as Word, in the office's own template where it has one, else in the official layout."""
    text = text_of(dossier, paper, today)
    if own := paper_templates.template_for(dossier.unit, paper):
        values = paper_templates.values_of(dossier, paper, text.parts, today, text.known)
        return templates.fill(content_of(own.file), values)
    return word.docx_of(drafting.paper_of(dossier, paper, text.parts, today, text.known))


def name_of(dossier: Dossier, paper: str) -> str:
    """Name the Word file of a drafted paper."""
    return f"{slug(Paper(paper).label)}-{slug(dossier.nominee.name)}.docx"


def changes(paper: DossierPaper, today: date) -> list[comparing.Row]:
    """Compare a version with the one before it, the first one with what is drafted here; refuse what cannot be read."""
    before = DossierPaper.objects.filter(
        dossier=paper.dossier_id, requirement=paper.requirement_id, paper=paper.paper, title=paper.title
    )
    earlier = before.filter(version__lt=paper.version).select_related("file").order_by("-version").first()
    if earlier is not None:
        return comparing.rows(_paragraphs(earlier), _paragraphs(paper))
    if drafting.why_not_draft(paper.paper):
        raise Refused(FIRST)
    drafted = docx_of(paper.dossier, paper.paper, today)
    return comparing.rows(_read("ban-soan.docx", drafted), _paragraphs(paper))


def _paragraphs(paper: DossierPaper) -> list[str]:
    if paper.file is None:
        raise Refused(ON_PAPER)
    return _read(paper.file.name, content_of(paper.file))


def _read(name: str, content: bytes) -> list[str]:
    text = source.load(name, content).text
    return [line.strip() for line in text.splitlines() if line.strip()]
