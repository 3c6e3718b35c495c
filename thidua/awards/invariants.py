"""What must always be true of decisions, numbers, certificates and money."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Q

from thidua.awards.actions.numbers import BOOK
from thidua.awards.kinds import DecisionKind, DecisionState, EntryKind
from thidua.awards.models import Certificate, Decision, DecisionLine, FundEntry, Register
from thidua.awards.queries import deciding
from thidua.awards.queries.seals import seal_of
from thidua.awards.rules import codes
from thidua.base.money import TEN_THOUSAND
from thidua.movements.models import Round
from thidua.org.models import JournalEntry

GUARDS = {  # of the migration that lays them: names and where the database keeps them
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
TABLES = ("decision", "decisionline", "certificate", "printrun", "fundentry", "register")
NAMES = {
    *(
        f"{what}_no_{act}"
        for what in ("decision_signed", "line_signed", "register_used")
        for act in ("update", "delete")
    ),
    *(f"{what}_no_{act}" for what in ("certificate", "printrun", "fundentry") for act in ("update", "delete")),
    "line_signed_no_insert",
}


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be."""
    yield from _decisions()
    yield from _seals()
    yield from _quotas()
    yield from _registers()
    yield from _certificates()
    yield from _money()
    yield from _guards()


def _decisions() -> Iterator[str]:
    signed = Decision.objects.filter(state=DecisionState.SIGNED).select_related("register", "follows")
    for decision in signed.filter(lines=None).order_by("pk"):
        yield f"{decision} (dòng {decision.pk}) đã ban hành mà không có ai."
    for decision in signed.filter(follows__isnull=False).exclude(follows__state=DecisionState.SIGNED).order_by("pk"):
        yield f"{decision} (dòng {decision.pk}) thu hồi hoặc thay thế một quyết định chưa ban hành."
    taking = DecisionLine.objects.filter(takes_back=True, decision__state=DecisionState.SIGNED)
    there = DecisionLine.objects.filter(
        decision=OuterRef("decision__follows_id"), dossier=OuterRef("dossier_id"), takes_back=False
    )
    for line in taking.filter(~Exists(there)).order_by("pk"):
        yield f"Dòng {line.pk} thu hồi khen thưởng của {line.subject_name} mà quyết định trước không có."
    names = ("decision__follows", "dossier", "dossier__nominee__name")
    for row in taking.values(*names).annotate(times=Count("pk")).filter(times__gt=1).order_by(*names):
        yield f"Khen thưởng của {row['dossier__nominee__name']} bị thu hồi {row['times']} lần."


def _seals() -> Iterator[str]:
    """Hold every signed decision against what the journal kept of it when it was signed."""
    entries = JournalEntry.objects.filter(verb="awards.sign", target_kind=Decision._meta.label_lower)
    kept = {entry.target_id: entry.facts.get("seal") for entry in entries.order_by("number").iterator(chunk_size=500)}
    signed = Decision.objects.filter(state=DecisionState.SIGNED).select_related("register").order_by("pk")
    for decision in signed.iterator(chunk_size=500):
        if kept.get(str(decision.pk)) != seal_of(decision):
            yield f"{decision} (dòng {decision.pk}) không còn đúng như lúc ký, hoặc không có lần ký nào trong nhật ký."
    open_again = Decision.objects.exclude(state=DecisionState.SIGNED).filter(pk__in=[int(key) for key in kept])
    for decision in open_again.order_by("pk"):
        yield f"Quyết định dòng {decision.pk} đã ký theo nhật ký mà nay ở bước “{decision.get_state_display()}”."


def _quotas() -> Iterator[str]:
    """Hold each round with signed decisions against its quotas of the day of the newest one."""
    rounds = Round.objects.filter(decisions__state=DecisionState.SIGNED).annotate(day=Max("decisions__signed_on"))
    for round in rounds.select_related("movement").order_by("pk"):
        for room in deciding.rooms(round, round.day, Counter()):
            if room.place.most is not None and room.used > room.place.most:
                yield (
                    f"Đợt “{round.name}” của “{round.movement.name}” có {room.used} khen thưởng, "
                    f"kế hoạch cho {room.place.said} ({room.place.clause})."
                )


def _registers() -> Iterator[str]:
    behind = Register.objects.annotate(top=Max("decisions__number")).filter(top__gt=0).order_by("pk")
    for book in behind:
        if book.top > book.last_number:
            yield f"{book}: số cuối {book.last_number} nhỏ hơn số đã cấp {book.top}."


def _certificates() -> Iterator[str]:
    books = Certificate.objects.values("book_unit", "book_year").annotate(count=Count("pk"), top=Max("book_number"))
    for row in books.order_by("book_unit", "book_year"):
        if row["count"] != row["top"]:
            yield f"Sổ khen thưởng năm {row['book_year']} (đơn vị {row['book_unit']}) thiếu số hoặc nhảy số."
        last = Register.objects.filter(unit=row["book_unit"], year=row["book_year"], symbol=BOOK).first()
        if last is None or last.last_number != row["top"]:
            yield f"Sổ khen thưởng năm {row['book_year']} (đơn vị {row['book_unit']}) ghi sai số cuối."
    unsigned = Certificate.objects.exclude(line__decision__state=DecisionState.SIGNED)
    for certificate in unsigned.order_by("pk"):
        yield f"Bản in {certificate.code} thuộc một quyết định chưa ban hành."
    for code in Certificate.objects.order_by("pk").values_list("code", flat=True).iterator(chunk_size=2000):
        if codes.why_not_code(code):
            yield f"Mã {code} của một bản in không đúng dạng."


def _money() -> Iterator[str]:
    paid = DecisionLine.objects.filter(bonus__isnull=False).order_by("pk")
    for key, name, bonus in paid.values_list("pk", "subject_name", "bonus").iterator(chunk_size=2000):
        if bonus and bonus % TEN_THOUSAND:
            yield f"Tiền thưởng của {name} (dòng {key}) không tròn 10.000 đồng."
    wrong = FundEntry.objects.filter(kind__in=[EntryKind.BONUS, EntryKind.RETURNED]).select_related("line")
    for entry in wrong.order_by("pk"):
        if entry.line and entry.amount != entry.line.bonus:
            yield f"Bút toán {entry.pk} không đúng tiền thưởng của {entry.line.subject_name}."
    bought = DecisionLine.objects.filter(Q(takes_back=True) | Q(decision__kind=DecisionKind.PROPOSE), bonus__gt=0)
    for line in bought.order_by("pk"):
        yield f"Dòng {line.pk} ({line.subject_name}) không khen thưởng mà có tiền thưởng."


def _guards() -> Iterator[str]:
    last = {"sqlite": "replace", "postgresql": "truncate"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    if (NAMES | {f"{table}_no_{last}" for table in TABLES}) - there:
        yield (
            "Cơ sở dữ liệu không còn chặn việc sửa, xóa quyết định đã ký, sổ và bản in (thiếu trigger). "
            "Hãy báo người quản trị hệ thống."
        )
