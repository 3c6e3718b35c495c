from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_package_way"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossierpaper",
            name="signature",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "Không có chữ ký số"),
                    ("valid", "Chữ ký hợp lệ"),
                    ("unknown", "Chưa rõ người ký"),
                    ("unreadable", "Chữ ký không kiểm tra được"),
                    ("altered", "Đã bị sửa sau khi ký"),
                ],
                max_length=12,
                verbose_name="chữ ký số",
            ),
        ),
        migrations.AddField(
            model_name="dossierpaper",
            name="signature_words",
            field=models.CharField(blank=True, max_length=600, verbose_name="kết quả kiểm tra chữ ký"),
        ),
    ]
