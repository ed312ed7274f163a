"""One line a record, and no line that somebody's text could forge."""

import logging


class LineFormatter(logging.Formatter):
    """Time, level, logger and message on one line; control characters in the message are written out."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as text; a traceback keeps its own lines, indented."""
        said = super().format(record)
        first, *rest = said.split("\n")
        safe = "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in first)
        return "\n    ".join([safe, *rest])
