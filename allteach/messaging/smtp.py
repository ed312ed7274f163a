"""Mail to a server, knowing of each failure whether the server had the text already."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class TellingSMTP(smtplib.SMTP):
    """Remembers whether the text of the mail at hand was given to the server."""

    gave_text = False

    def putcmd(self, cmd, args=""):
        """Each mail is announced with "mail", and its text with "data"."""
        self.gave_text = cmd == "data" or (self.gave_text and cmd != "mail")
        super().putcmd(cmd, args)


class TellingBackend(EmailBackend):
    """Django's own, with a connection that remembers."""

    @property
    def connection_class(self):
        return TellingSMTP

    @property
    def gave_text(self) -> bool:
        """Whether the mail at hand may have arrived, although sending it failed."""
        return isinstance(self.connection, TellingSMTP) and self.connection.gave_text
