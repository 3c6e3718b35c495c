"""Reports compared with those of this and past years: marks kept at handing in, hints when it is checked."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from thidua.base.refusal import Refused
from thidua.dossiers import copying
from thidua.dossiers.models import Dossier, ReportMark
from thidua.dossiers.queries import current_papers, with_names
from thidua.movements.kinds import Paper
from thidua.org.files import content_of
from thidua.plans import source

READ = (".docx", ".pdf", ".txt")  # what is read without another program
LOOKED_AT = 20  # reports compared in full


@dataclass(frozen=True)
class Hint:
    """A report that holds part of this one: how much, and which stretches."""

    dossier: Dossier
    share: Fraction
    passages: list[copying.Passage]

    @property
    def percent(self) -> int:
        """The share as a whole number of per cent."""
        return int(self.share * 100)


def text_of(dossier: Dossier) -> str:
    """Give what a dossier reports: its summary and the text of its report, where a program can read it."""
    parts = [dossier.achievements]
    for paper in current_papers(dossier):
        if paper.paper in (Paper.BAO_CAO, Paper.TOM_TAT) and paper.file and paper.file.name.lower().endswith(READ):
            try:
                parts.append(source.load(paper.file.name, content_of(paper.file)).text)
            except Refused:  # a scan: nothing to compare, a person reads it
                continue
    return "\n".join(part for part in parts if part)


def keep_marks(dossier: Dossier) -> int:
    """Keep the marks of a handed-in report anew; give how many."""
    ReportMark.objects.filter(dossier=dossier).delete()
    made = ReportMark.objects.bulk_create(
        ReportMark(dossier=dossier, value=value) for value in copying.sketch(text_of(dossier))
    )
    return len(made)


def near(dossier: Dossier, text: str) -> list[int]:
    """Give the keys of other dossiers whose reports are worth comparing; some ten queries over an index."""
    mine = sorted(copying.shingles(text))
    counted: dict[int, int] = {}
    for start in range(0, len(mine), 500):
        found = ReportMark.objects.filter(value__in=mine[start : start + 500]).exclude(dossier=dossier)
        for row in found.values("dossier").annotate(n=Count("pk")).order_by():
            counted[row["dossier"]] = counted.get(row["dossier"], 0) + row["n"]
    return copying.near(counted, len(mine))


def hints(dossier: Dossier) -> list[Hint]:
    """Give the reports that hold part of this one, the likest first, with the stretches side by side."""
    text = text_of(dossier)
    others = {one.pk: one for one in with_names().filter(pk__in=near(dossier, text)[:LOOKED_AT])}
    texts = {pk: text_of(one) for pk, one in others.items()}
    return [
        Hint(others[one.key], one.share, copying.passages(text, texts[one.key])[:10])
        for one in copying.likeness(text, texts)
    ]
