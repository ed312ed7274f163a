"""Mail into a folder, and read from it."""

import smtplib
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.mail import EmailMessage

from allteach.messaging.folder import FolderBackend, KeptMail, mails

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def put(at: datetime, subject: str, headers=None) -> int:
    mail = EmailMessage(subject, "Words\n", "us@allteach.example", ["amina@allteach.example"], headers=headers)
    with time_machine.travel(at, tick=False):
        return FolderBackend().send_messages([mail])


def test_mails_of_a_folder_are_read_as_they_were_sent_the_newest_first(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "not" / "made"

    assert put(NOON, "First", {"X-Allteach-By": "12"}) == 1
    assert put(NOON.replace(hour=13), "Second") == 1

    second, first = mails()
    assert first == KeptMail(first.name, NOON, "amina@allteach.example", "First", "Words", by=12)
    assert (second.subject, second.by, second.sent_at.hour) == ("Second", None, 13)
    assert [mail.subject for mail in mails(limit=1)] == ["Second"]
    assert {file.suffix for file in settings.MAIL_FOLDER.iterdir()} == {".eml"}  # Nothing half written.


def test_a_mail_without_plain_words_is_read_all_the_same(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    page = EmailMessage("A page", "<p>Words</p>", "us@allteach.example", ["amina@allteach.example"])
    page.content_subtype = "html"
    FolderBackend().send_messages([page])

    assert [(mail.subject, mail.text) for mail in mails()] == [("A page", "")]


def test_a_folder_refuses_what_no_mail_server_could_deliver(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    mail = EmailMessage("Hello", "Words", "us@allteach.example", ["noor@nowhere.invalid"])

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        FolderBackend().send_messages([mail])

    assert refused.value.recipients["noor@nowhere.invalid"][0] == 550
    assert list(tmp_path.iterdir()) == []
