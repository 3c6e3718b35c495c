"""A hash over everything a signed decision says; the journal keeps it, so that a later change of a row is found."""

import hashlib
import json

from thidua.awards.models import Decision


def seal_of(decision: Decision) -> str:
    """Hash number, day, signer, merit and every line with its award and bonus. One query."""
    lines = decision.lines.order_by("pk").values_list(
        "dossier_id", "award_id", "subject_id", "subject_name", "title", "unit_name", "bonus", "takes_back"
    )
    said = [
        decision.pk,
        decision.kind,
        decision.follows_id,
        decision.register_id,
        decision.number,
        str(decision.signed_on),
        decision.signer,
        decision.signer_title,
        decision.merit,
        decision.reason,
        [[*line[:6], str(line[6]), line[7]] for line in lines],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
