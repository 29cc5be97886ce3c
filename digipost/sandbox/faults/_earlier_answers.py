"""Earlier responses, for faults that send one of them again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from digipost.protocol.media_types import XML
from digipost.sandbox.faults.kinds import Mishap

if TYPE_CHECKING:
    from starlette.responses import Response

    from digipost.sandbox.faults.kinds import Fault

__all__ = ["EarlierAnswers"]

_PATHS = 100  # kept at most, the most recent; contents are not kept, since they can be large


class EarlierAnswers:
    """The last signed response for each method and path."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[tuple[str, str], Response] = OrderedDict()

    def replay(self, fault: Fault | None, method: str, path: str) -> Response | None:
        """Return the response that a replay sends; None for another fault, or without an earlier response."""
        if fault is not Mishap.REPLAY_ANSWER:
            return None
        with self._lock:
            return self._answers.get((method, path))

    def exchange(self, fault: Fault | None, method: str, path: str, answer: Response) -> Response:
        """Keep a response, and return the response to send: the same, or with `LATE_ANSWER` the previous."""
        if answer.body and answer.media_type != XML:
            return answer
        with self._lock:
            earlier = self._answers.pop((method, path), answer)
            self._answers[method, path] = answer
            if len(self._answers) > _PATHS:
                self._answers.popitem(last=False)
        return earlier if fault is Mishap.LATE_ANSWER else answer
