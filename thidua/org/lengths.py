"""Texts longer than their column: PostgreSQL refuses them, SQLite does not, so they are looked for."""

from collections.abc import Iterator

from django.db import models
from django.db.models.functions import Length

from thidua.org.archive import kept_models


def faults() -> Iterator[str]:
    """Give one sentence for each column that holds a text longer than it may be. One query for each table."""
    for model in kept_models():
        bounded = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField) and f.max_length]
        if not bounded:
            continue
        longest = model._base_manager.aggregate(
            **{f"longest_{f.attname}": models.Max(Length(f.attname)) for f in bounded}
        )
        for field in bounded:
            found = longest[f"longest_{field.attname}"] or 0
            if field.max_length and found > field.max_length:
                place = f"{model._meta.label_lower}.{field.attname}"
                yield f"Ô {place} có nội dung dài {found} ký tự, nhiều nhất được {field.max_length}."
