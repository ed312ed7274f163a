from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collaboratives", "0007_what_the_calendar_asks"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="may_be_studied",
            field=models.BooleanField(
                default=False, verbose_name="those who study how we learn may read this application"
            ),
        ),
    ]
