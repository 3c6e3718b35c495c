"""Give publications the digest of their results. A new column; going back loses only the digests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="publication",
            name="digest",
            field=models.CharField(default="", max_length=64, verbose_name="SHA-256 của kết quả"),
            preserve_default=False,
        ),
    ]
