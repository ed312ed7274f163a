"""Mail into a folder, where no mail server is set: for trying out, and to be read at /mail/ in the demo."""

import secrets
import smtplib
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Each mail is a file, whole or not there at all; names are in the order of time.

    What no mail server could deliver (addresses that end in .invalid, RFC 2606) is refused here too, as one would.
    """

    def send_messages(self, email_messages) -> int:
        refused = {
            address: (550, b"No such place")
            for mail in email_messages
            for address in mail.recipients()
            if address.lower().endswith(".invalid")
        }
        if refused:
            raise smtplib.SMTPRecipientsRefused(refused)
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
            unfinished = folder / f"{name}.part"
            unfinished.write_bytes(mail.message().as_bytes())
            unfinished.rename(folder / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class KeptMail:
    """One mail of the folder, read."""

    name: str
    sent_at: datetime
    to: str
    subject: str
    text: str
    by: int | None  # The person whose doing it came of; None for sign-in codes and the like.


def mails(limit: int = 200) -> list[KeptMail]:
    """The newest mails of the folder, newest first."""
    files = sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), reverse=True)
    return [_read(file) for file in files[:limit]]


def _read(file: Path) -> KeptMail:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = mail.get_body(preferencelist=("plain",))
    by = mail.get("X-Allteach-By", "")
    return KeptMail(
        name=file.stem,
        sent_at=datetime.strptime(file.stem[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC),
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        text=body.get_content().strip() if body else "",
        by=int(by) if by.isdecimal() else None,
    )
