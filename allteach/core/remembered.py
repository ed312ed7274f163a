"""Answers remembered in the memory of one process, by what they were made from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The `most` answers used last.

    The key is everything that an answer is made from: whatever changes makes another key, so that no answer is ever
    out of date and nothing has to be thrown away when something is saved.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, made_from: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer made from this before; otherwise it is made now, and remembered."""
        with self._lock:
            if made_from in self._answers:
                self._answers.move_to_end(made_from)
                return self._answers[made_from]
        answer = make()
        with self._lock:
            self._answers[made_from] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer

    def __len__(self) -> int:
        return len(self._answers)
