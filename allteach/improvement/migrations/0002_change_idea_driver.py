"""What an idea should move, the part of care it touches, and how to test it small. Empty for the ideas there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="changeidea",
            name="care_element",
            field=models.CharField(
                blank=True,
                choices=[
                    ("self_management_support", "Support for looking after oneself"),
                    ("delivery_system_design", "How visits and roles are planned"),
                    ("decision_support", "Evidence at hand"),
                    ("clinical_information_systems", "Knowing our patients, reminders, feedback"),
                    ("community_resources", "The community around us"),
                    ("health_system", "Leadership and culture"),
                ],
                max_length=30,
                verbose_name="what part of care it touches",
            ),
        ),
        migrations.AddField(
            model_name="changeidea",
            name="driver",
            field=models.CharField(blank=True, max_length=200, verbose_name="what it should move"),
        ),
        migrations.AddField(
            model_name="changeidea",
            name="first_test",
            field=models.TextField(blank=True, verbose_name="how to test it small"),
        ),
    ]
