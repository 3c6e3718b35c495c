"""What the digital signatures of a paper's file say, in one sentence, checked when the paper is put."""

from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.documents import signatures
from thidua.documents.signatures import Checked, Verdict
from thidua.dossiers.kinds import SignatureState
from thidua.org.files import content_of
from thidua.org.models import StoredFile
from thidua.org.roots import trusted

PDF = "application/pdf"
LONGEST = 600
STATES = {
    Verdict.VALID: SignatureState.VALID,
    Verdict.UNKNOWN_SIGNER: SignatureState.UNKNOWN,
    Verdict.UNREADABLE: SignatureState.UNREADABLE,
    Verdict.ALTERED: SignatureState.ALTERED,
    Verdict.NONE: SignatureState.NONE,
}
AFTER = {
    SignatureState.ALTERED: "hãy xin lại tệp gốc đã ký",
    SignatureState.UNKNOWN: "hãy đối chiếu người ký với bản giấy hoặc nhờ quản trị thêm chứng thư gốc tin cậy",
    SignatureState.UNREADABLE: "hãy đối chiếu với bản giấy",
}


def read(file: StoredFile | None) -> tuple[str, str]:
    """Give the state and the sentence for a PDF, two empty words for anything else; some ten milliseconds.

    Certificates must be good at the moment of the machine: a practice day moves no certificate.
    """
    if file is None or file.media_type != PDF:
        return "", ""
    try:
        checked = signatures.check(content_of(file), trusted())
    except Refused:  # a reader opens it, the checker does not: no word on signatures can be given
        checked = [Checked(Verdict.UNREADABLE)]
    return told(checked)


def told(checked: list[Checked]) -> tuple[str, str]:
    """Say it: the worst verdict decides, each signature is named, and what to do stands at the end."""
    state = STATES[signatures.worst(checked)]
    said = words([str(one).rstrip(".") for one in checked])
    if len(checked) > 1:
        said = f"{len(checked):02d} chữ ký: {said}"
    return state, f"{said}{f'; {AFTER[state]}' if state in AFTER else ''}."[:LONGEST]
