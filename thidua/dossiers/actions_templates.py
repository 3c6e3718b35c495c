"""An office's own Word templates: put, replace, take out of use."""

from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.documents import templates
from thidua.dossiers import paper_templates, rules
from thidua.dossiers.models import PaperTemplate
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.files import content_of
from thidua.org.models import StoredFile, Unit


@transaction.atomic
def put_template(unit: Unit, paper: str, file: StoredFile, *, by: Actor, at: datetime) -> PaperTemplate:
    """Use a Word file for a kind of paper from now on, in the place of the one before; papers laid earlier stay."""
    content = content_of(file)
    if reason := rules.why_not_keep_template(by, unit) or paper_templates.why_not_use(paper, content):
        raise Refused(reason)
    used = PaperTemplate.objects.filter(unit=unit, paper=paper, ended_at=None)
    used.update(ended_at=at, ended_by_id=by.person_id)
    made = PaperTemplate.objects.create(
        unit=unit,
        paper=paper,
        file=file,
        places=sorted(templates.placeholders(content)),
        put_at=at,
        put_by_id=by.person_id,
    )
    journal.record("dossiers.put_template", made, by=by, at=at, facts={"paper": paper, "sha256": file.sha256})
    return made


@transaction.atomic
def end_template(template: PaperTemplate, *, by: Actor, at: datetime) -> None:
    """Take a template out of use: papers are drafted in the official layout again."""
    if reason := rules.why_not_keep_template(by, template.unit):
        raise Refused(reason)
    still = PaperTemplate.objects.filter(pk=template.pk, ended_at=None)
    if not still.update(ended_at=at, ended_by_id=by.person_id):
        raise Refused("Mẫu này vừa được người khác thay hoặc gỡ. Hãy tải lại trang.")
    journal.record("dossiers.end_template", template, by=by, at=at, facts={"paper": template.paper})
