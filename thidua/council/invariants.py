"""What must always be true of meetings and ballots."""

from collections.abc import Iterator

from thidua.council import sealing
from thidua.council.actions.counting import recount, seal_of
from thidua.council.kinds import BallotMode, BoxState
from thidua.council.models import Ballot, Box, Line


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be; never how somebody voted."""
    for box in Box.objects.select_related("meeting__council").order_by("pk"):
        if box.state == BoxState.OPEN:
            yield from _open(box)
        elif box.state == BoxState.CLOSED:
            yield from _closed(box)
        elif box.ballots.exists():
            yield f"{box} (mã {box.pk}) đã hủy mà còn phiếu."
    yield from _lines()


def _open(box: Box) -> Iterator[str]:
    if box.mode == BallotMode.SECRET:
        if not sealing.has_key(box.key_name):
            yield f"{box} (mã {box.pk}) đang mở mà mất khóa niêm phong: hãy hủy và bỏ phiếu lại."
        if Ballot.objects.filter(box=box, sealed="").exists():
            yield f"{box} (mã {box.pk}) có phiếu kín không niêm phong."
    if box.result:
        yield f"{box} (mã {box.pk}) chưa đóng mà đã có kết quả."


def _closed(box: Box) -> Iterator[str]:
    if box.seal != seal_of(box):
        yield f"Phiếu hoặc kết quả trong {box} (mã {box.pk}) đã bị sửa sau khi kiểm phiếu."
    if not recount(box):
        yield f"Đếm lại {box} (mã {box.pk}) không ra kết quả đã ghi."
    secret = box.mode == BallotMode.SECRET
    if secret and (box.key_name or Ballot.objects.filter(box=box).exclude(seat=None).exists()):
        yield f"{box} (mã {box.pk}) là phiếu kín mà còn khóa hoặc tên người bỏ phiếu."
    if secret and len(box.receipts) != box.turnouts.count():
        yield f"{box} (mã {box.pk}): số biên nhận khác số người đã bỏ phiếu."


def _lines() -> Iterator[str]:
    for line in Line.objects.exclude(casting_choice="").select_related("meeting__council").order_by("pk"):
        if not line.meeting.council.has_casting_vote:
            yield f"Dòng xét {line.pk} có ý kiến quyết định của Chủ tịch mà Hội đồng không quy định."
