"""Mail into a folder."""

import smtplib

import pytest
from django.core.mail import EmailMessage

from allteach.messaging.folder import FolderBackend


def test_a_folder_refuses_what_no_mail_server_could_deliver(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    mail = EmailMessage("Hello", "Words", "us@allteach.example", ["noor@nowhere.invalid"])

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        FolderBackend().send_messages([mail])

    assert refused.value.recipients["noor@nowhere.invalid"][0] == 550
    assert list(tmp_path.iterdir()) == []
