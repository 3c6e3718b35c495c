"""The closing report of a movement, written from what happened here; what nobody entered is said to be missing."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, Sum

from thidua.awards.kinds import DecisionKind, DecisionState, StoryState
from thidua.awards.models import Decision, DecisionLine
from thidua.awards.queries.deciding import GIVING, standing_lines
from thidua.awards.rules import wording
from thidua.base.days import written
from thidua.base.money import dong, figure
from thidua.documents import charts, closing
from thidua.documents.closing import Closing, Part
from thidua.documents.layout import Align, Column, Letterhead, Paper, Picture, Signature, Table
from thidua.documents.phrases import count, counts
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import RegistrationState, SubjectKind, TaskState
from thidua.movements.models import Movement, Registration, RegistrationLine, TargetFigure

FIGURE = Column("Số lượng", 24, Align.RIGHT)


def paper_of(movement: Movement) -> Paper:
    """Draft the report. A fixed number of queries for each target and round."""
    unit = movement.unit
    return closing.paper_of(
        Closing(
            Letterhead(
                wording.full_name(unit.name),
                superior=wording.superior_of(unit.name, unit.parent.name if unit.parent else ""),
                symbol=wording.report_symbol(unit.name),
                place=unit.address or wording.place_of(unit.name),
            ),
            _titled(wording.spoken(movement.name)),
            (
                _launch(movement),
                _work(movement),
                _results(movement),
                _judging(movement),
                _awards(movement),
                *_decisions(movement),
                _examples(movement),
                _lessons(movement),
            ),
            Signature(wording.signing_lines(unit.name, "", "")),
            draft=True,
        )
    )


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]


def _launch(movement: Movement) -> Part:
    plan = movement.plan
    day = f" ngày {written(plan.issued_on)}" if plan.issued_on else ""
    until = f" đến hết ngày {written(movement.ends_on)}" if movement.ends_on else ""
    duties = movement.plan_duties.aggregate(all=Count("pk"), done=Count("child"))
    sentences = [
        f"{wording.full_name(movement.issuer_name)} ban hành Kế hoạch số {plan.number}{day}; phong trào thực hiện từ "
        f"ngày {written(movement.starts_on)}{until}.",
    ]
    if duties["all"]:
        sentences.append(f"{count(duties['done'])}/{count(duties['all'], 'đơn vị')} đã ban hành kế hoạch của mình.")
    sent = Registration.objects.filter(round__movement=movement, state=RegistrationState.SENT, takes_part=True)
    units = sent.values("unit").distinct().count()
    lines = RegistrationLine.objects.filter(registration__in=sent)
    named = dict(lines.filter(headcount=None).values_list("kind").annotate(n=Count("subject", distinct=True)))
    heads = lines.aggregate(total=Sum("headcount"))["total"] or 0
    whole = counts((named.get("collective", 0), "tập thể"), (named.get("individual", 0) + heads, "cá nhân"))
    if units:
        sentences.append(f"{count(units, 'đơn vị')} đăng ký thi đua{f', gồm {whole}' if whole else ''}.")
    gap = "" if units else "Chưa có đơn vị nào đăng ký thi đua trên hệ thống."
    return Part("Công tác phát động, đăng ký thi đua", tuple(sentences), gap=gap)


def _work(movement: Movement) -> Part:
    tasks = movement.tasks.aggregate(
        all=Count("pk"), done=Count("pk", filter=Q(state__in=[TaskState.DONE, TaskState.REPORTED]))
    )
    notes = dict(movement.inspection_notes.values_list("kind").annotate(n=Count("pk")))
    sentences = []
    if tasks["all"]:
        sentences.append(
            f"Kế hoạch giao {count(tasks['all'], 'nhiệm vụ')}; {count(tasks['done'])} đã có báo cáo kết quả."
        )
    if notes:
        sentences.append(f"Đã ghi nhận {count(sum(notes.values()), 'lượt kiểm tra, đôn đốc, giám sát')}.")
    gap = "" if sentences else "Chưa có số liệu về thực hiện nhiệm vụ và kiểm tra."
    return Part("Tổ chức thực hiện", tuple(sentences), gap=gap)


def _results(movement: Movement) -> Part:
    rows = []
    for target in movement.targets.order_by("pk"):
        last = TargetFigure.objects.filter(target=target).order_by("-entered_at", "-pk").first()
        wanted = f"{target.op} {figure(target.value.normalize())} {target.unit_word}".strip()
        reached = f"{figure(last.value.normalize())} {target.unit_word} ({last.period})" if last else "chưa có số liệu"
        rows.append((target.measure, wanted, reached))
    columns = (Column("Chỉ tiêu", 80), Column("Mức đề ra", 40), Column("Kết quả", 50))
    missing = sum(row[2] == "chưa có số liệu" for row in rows)
    gap = f"Còn {count(missing, 'chỉ tiêu')} chưa có số liệu." if missing else ""
    if not rows:
        return Part("Kết quả thực hiện chỉ tiêu", gap="Kế hoạch không nêu chỉ tiêu bằng số.")
    return Part("Kết quả thực hiện chỉ tiêu", tables=(Table(columns, tuple(rows)),), gap=gap)


def _judging(movement: Movement) -> Part:
    open_states = [State.DRAFT, State.WITHDRAWN]
    received = Dossier.objects.filter(round__movement=movement).exclude(state__in=open_states)
    rows = received.values("round__name", "round_id").annotate(
        all=Count("pk"),
        verified=Count("pk", filter=Q(state=State.VERIFIED)),
        refused=Count("pk", filter=Q(state=State.REFUSED)),
        late=Count("pk", filter=Q(late_days__gt=0)),
    )
    table = Table(
        (Column("Đợt xét", 60), Column("Hồ sơ nhận", 26, Align.RIGHT), Column("Nộp muộn", 26, Align.RIGHT),
         Column("Đủ điều kiện", 28, Align.RIGHT), Column("Không đủ", 26, Align.RIGHT)),
        tuple(
            (row["round__name"], *(figure(row[key]) for key in ("all", "late", "verified", "refused")))
            for row in rows.order_by("round_id")
        ),
    )  # fmt: skip
    if not table.rows:
        return Part("Xét khen thưởng", gap="Chưa có hồ sơ đề nghị khen thưởng nào được nhận.")
    return Part("Xét khen thưởng", tables=(table,))


def _awards(movement: Movement) -> Part:
    lines = standing_lines().filter(decision__round__movement=movement)
    given = lines.filter(decision__kind__in=GIVING)
    names = ("award__form", "subject__kind")
    counted = list(given.values_list(*names).annotate(n=Count("pk")).order_by(*names))
    proposed = lines.filter(decision__kind=DecisionKind.PROPOSE).count()
    money = given.aggregate(total=Sum("bonus"))["total"] or Decimal(0)
    sentences = []
    if counted:
        sentences.append(f"Đã khen thưởng {_said(counted)}; tổng tiền thưởng {dong(money)}.")
    if proposed:
        sentences.append(f"Đã trình cấp trên {count(proposed, 'trường hợp')}.")
    rows = tuple((form, SubjectKind(kind).label, figure(n)) for form, kind, n in counted)
    table = Table((Column("Hình thức", 70), Column("Đối tượng", 50), FIGURE), rows)
    taken = DecisionLine.objects.filter(
        decision__round__movement=movement, decision__state=DecisionState.SIGNED, takes_back=True
    ).exclude(decision__kind=DecisionKind.REPLACE)
    if revoked := taken.count():
        sentences.append(f"Đã thu hồi {count(revoked, 'trường hợp')} theo quyết định có lý do.")
    gap = "" if sentences else "Chưa có quyết định khen thưởng nào được ký."
    return Part(
        "Kết quả khen thưởng",
        tuple(sentences),
        tables=(table,) if rows else (),
        pictures=_chart(counted) if len(counted) > 1 else (),
        gap=gap,
    )


def _decisions(movement: Movement) -> tuple[Part, ...]:
    """The signed decisions that grant, each with what of it still stands."""
    standing = standing_lines().filter(decision__round__movement=movement, decision__kind__in=GIVING)
    sums = {
        row["decision"]: row
        for row in standing.values("decision").annotate(n=Count("pk"), money=Sum("bonus")).order_by("decision")
    }
    signed = Decision.objects.filter(pk__in=list(sums)).select_related("register").order_by("signed_on", "pk")
    columns = (
        Column("Quyết định", 74), Column("Ngày ký", 30), Column("Số lượng", 24, Align.RIGHT),
        Column("Tiền thưởng (đồng)", 42, Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (
            str(one), written(one.signed_on) if one.signed_on else "", figure(sums[one.pk]["n"]),
            figure(sums[one.pk]["money"] or Decimal(0)),
        )
        for one in signed
    )  # fmt: skip
    return (Part("Các quyết định khen thưởng", tables=(Table(columns, rows),)),) if rows else ()


def _examples(movement: Movement) -> Part:
    """Published good examples and how many units took each over."""
    stories = movement.stories.filter(state=StoryState.PUBLISHED).annotate(copies=Count("replications"))
    rows = tuple(
        (story.title, story.subject.name, figure(story.copies))
        for story in stories.select_related("subject").order_by("-copies", "pk")
    )
    if not rows:
        return Part("Điển hình tiên tiến, nhân rộng", gap="Chưa có điển hình nào của phong trào được công bố.")
    columns = (Column("Điển hình", 84), Column("Tập thể, cá nhân", 56), Column("Đơn vị làm theo", 30, Align.RIGHT))
    said = f"Đã công bố {count(len(rows), 'điển hình')}."
    return Part("Điển hình tiên tiến, nhân rộng", (said,), tables=(Table(columns, rows),))


def _lessons(movement: Movement) -> Part:
    """What the numbers show as falling short; causes and lessons only people can write."""
    open_tasks = movement.tasks.exclude(state__in=[TaskState.DONE, TaskState.REPORTED]).count()
    silent = movement.plan_duties.filter(child=None).count()
    late = Dossier.objects.filter(round__movement=movement, late_days__gt=0).count()
    items = tuple(
        f"{count(number, noun)}."
        for number, noun in (
            (open_tasks, "nhiệm vụ chưa có báo cáo kết quả"),
            (silent, "đơn vị chưa ban hành kế hoạch của mình"),
            (late, "hồ sơ nộp muộn"),
        )
        if number
    )
    sentences = ("Qua số liệu còn một số hạn chế:",) if items else ()
    gap = "Cơ quan bổ sung nguyên nhân, bài học kinh nghiệm, phương hướng và kiến nghị."
    return Part("Hạn chế, nguyên nhân, bài học kinh nghiệm", sentences, items, gap=gap)


def _said(counted: Iterable[tuple[str, str, int]]) -> str:
    totals = Counter[str]()
    for _, kind, n in counted:
        totals[kind] += n
    nouns = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
    return counts(*((totals[kind], noun) for kind, noun in nouns.items()))


def _chart(counted: Iterable[tuple[str, str, int]]) -> tuple[Picture, ...]:
    values = [(f"{form}, {SubjectKind(kind).label.lower()}", Decimal(n)) for form, kind, n in counted]
    return (charts.bars("Khen thưởng theo hình thức và đối tượng", values),)
