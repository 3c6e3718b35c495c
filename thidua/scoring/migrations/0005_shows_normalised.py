"""Give index sets the option to show normalised shares. A new column, off everywhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0004_surveys"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexset",
            name="shows_normalised",
            field=models.BooleanField(default=False, verbose_name="hiện điểm chuẩn hóa giữa người thẩm định"),
        ),
    ]
