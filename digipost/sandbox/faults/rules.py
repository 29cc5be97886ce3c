"""Rules: the requests that a fault affects, as values and as text.

    delay=2s path=/messages times=3
    status=503 retry-after=30s share=2% seed=7
    lose-answer method=POST
    hang-up at=token times=1

The text begins with a fault. The rest selects the requests. Without it, the fault affects every request,
until the rule is removed.
"""

from __future__ import annotations

import re
import shlex
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Self

import attrs

from digipost.base.checked_calls import a, integer, number, optional, string, takes
from digipost.errors import InvalidValueError
from digipost.sandbox.faults.kinds import Delay, ErrorBody, Fault, Mishap, Redirect, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NoReturn

__all__ = ["Host", "Rule"]

_TIME = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(ms|s|m|)")
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "": 1000}
_NUMBER = re.compile(r"-?\d{1,18}")
_METHOD = re.compile(r"[A-Z]{1,20}")


class Host(StrEnum):
    """A host of the sandbox."""

    API = "api"
    """The API, which handles nearly all requests and signs its responses."""
    TOKEN = "token"  # noqa: S105 - the name of a host
    """The token endpoint."""
    CONTENTS = "contents"
    """The server of document contents, to which the API sends clients."""


_ANYWHERE = (Mishap.HANG_UP, Mishap.LOSE_ANSWER, Mishap.CUT_BODY)  # the others need a signature, or XML


@takes(
    "Rule",
    fault=a(Mishap, Delay, Status, Redirect),
    method=optional(string),
    path=string,
    at=a(Host),
    times=optional(integer),
    share=number,
    seed=integer,
)
@attrs.frozen
class Rule:
    """A fault, and the requests that it affects.

        Rule(Delay(timedelta(seconds=2)), path="/messages", times=3)
        Rule.parse("delay=2s path=/messages times=3")

    Attributes:
        fault: The fault.
        method: Only requests with this HTTP method are affected.
        path: Only requests for this path are affected; `*` stands for any text. It is compared with the path
            without escapes and without the query.
        at: Only requests to this host are affected. The hosts for tokens and contents sign nothing and have
            no `error` documents: an error there is text unless its body is `page` or `empty`.
        times: The maximum number of affected requests; without it, the rule applies until it is removed.
        share: The share of those requests that is affected, above 0 and at most 1, chosen at random.
        seed: The seed of the random choice: the same requests in the same order are affected again.

    Raises:
        InvalidValueError: The method is not in capital letters, the path is empty, `times` is below 1, or
            `share` is not above 0 and at most 1. Or the fault exists at the API only, and `at` differs.
    """

    fault: Fault
    method: str | None = attrs.field(default=None, kw_only=True)
    path: str = attrs.field(default="*", kw_only=True)
    at: Host = attrs.field(default=Host.API, kw_only=True)
    times: int | None = attrs.field(default=None, kw_only=True)
    share: float = attrs.field(default=1.0, kw_only=True)
    seed: int = attrs.field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.method is not None and not _METHOD.fullmatch(self.method):
            raise InvalidValueError("Rule.method", "must be an HTTP method in capital letters")
        if not self.path:
            raise InvalidValueError("Rule.path", "must not be empty: `*` is any path")
        if self.at is not Host.API and isinstance(self.fault, Mishap) and self.fault not in _ANYWHERE:
            faults = _listed(["delay", "status", "redirect", *_ANYWHERE])
            raise InvalidValueError("Rule.at", f"must be `api`: elsewhere there are only {faults}")
        if self.times is not None and self.times < 1:
            raise InvalidValueError("Rule.times", "must be at least 1")
        if not 0 < self.share <= 1:
            raise InvalidValueError("Rule.share", "must be above 0 and at most 1")

    @classmethod
    @takes("Rule.parse", text=string)
    def parse(cls, text: str) -> Self:
        """Parse a rule such as `delay=2s path=/messages times=3`; `str(rule)` gives such a text.

        The fault comes first: `delay=TIME`, `redirect`, `redirect=URL`, a word of `Mishap`, or
        `status=NUMBER`. After `status`, the options `retry-after=TIME`, `body=KIND`, `code=CODE` and
        `processed=yes` are allowed. Then, in any order: `method=`, `path=`, `at=` (`token` or `contents`, for
        the sandbox's other hosts), `times=`, `share=` (`0.02` or `2%`) and `seed=`. A time is in seconds, or
        has a unit: `500ms`, `2s`, `1m`. A value with spaces is quoted as in a shell.

        Raises:
            InvalidValueError: The text is not a rule; the message tells the wrong word and its alternatives.
        """
        try:
            words = shlex.split(text)
        except ValueError:
            _wrong("a quotation mark is not closed")
        if not words:
            _wrong("there is no fault")
        first, _, value = words[0].partition("=")
        options = _options(words[1:])
        fault = _fault(first, value if "=" in words[0] else None, options)
        for name in options.keys() - set(_WHICH):
            allowed = [*(_OF_STATUS if first == "status" else ()), *_WHICH]
            _wrong(f"`{name}=` cannot be combined with `{first}`; allowed are {_listed(allowed)}")
        return cls(
            fault,
            method=options.get("method"),
            path=options.get("path", "*"),
            at=_host(options.get("at", Host.API)),
            times=_number("times", options["times"]) if "times" in options else None,
            share=_share("share", options.get("share", "1")),
            seed=_number("seed", options.get("seed", "0")),
        )

    def __str__(self) -> str:
        words = [str(self.fault)]
        if self.method is not None:
            words.append(f"method={self.method}")
        if self.path != "*":
            words.append(f"path={shlex.quote(self.path)}")
        if self.at is not Host.API:
            words.append(f"at={self.at}")
        if self.times is not None:
            words.append(f"times={self.times}")
        if self.share < 1:
            words.append(f"share={self.share!r}")
        if self.seed:
            words.append(f"seed={self.seed}")
        return " ".join(words)


def _fault(name: str, value: str | None, options: dict[str, str]) -> Fault:
    """Return the fault of the first word, and remove the options that belong to it."""
    if name == "delay":
        return Delay(_time("delay", value))
    if name == "redirect":
        return Redirect(value)
    if name == "status":
        of_status = {name: options.pop(name) for name in _OF_STATUS if name in options}
        return _status(_number("status", value), of_status)
    if value is not None or name not in list(Mishap):
        faults = ["delay=TIME", "status=NUMBER", "redirect", *Mishap]
        _wrong(f"must begin with one of the faults {_listed(faults)}")
    return Mishap(name)


def _status(status: int, options: Mapping[str, str]) -> Status:
    retry_after = _time("retry-after", options["retry-after"]) if "retry-after" in options else None
    body = options.get("body", ErrorBody.DOCUMENT)
    if body not in list(ErrorBody):
        _wrong(f"`body=` must be one of {_listed(ErrorBody)}")
    processed = options.get("processed", "no")
    if processed not in {"yes", "no"}:
        _wrong("`processed=` must be yes or no")
    return Status(
        status,
        retry_after=retry_after,
        body=ErrorBody(body),
        code=options.get("code"),
        processed=processed == "yes",
    )


def _host(name: str) -> Host:
    if name not in list(Host):
        _wrong(f"`at=` must be one of {_listed(Host)}")
    return Host(name)


def _options(words: Iterable[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            _wrong(f"`{word}` has no `=`: after the fault come {_listed(_WHICH)}, each with a value")
        if name in options:
            _wrong(f"`{name}=` is there twice")
        options[name] = value
    return options


def _time(name: str, value: str | None) -> timedelta:
    found = _TIME.fullmatch(value or "")
    if found is None:
        _wrong(f"`{name}=` needs a time, such as 500ms, 2s or 1m")
    return timedelta(milliseconds=float(found[1]) * _MILLISECONDS[found[2]])


def _number(name: str, value: str | None) -> int:
    if not _NUMBER.fullmatch(value or ""):
        _wrong(f"`{name}=` needs a whole number")
    return int(value or "")


def _share(name: str, value: str) -> float:
    try:
        return float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        _wrong(f"`{name}=` needs a share, such as 0.02 or 2%")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _wrong(problem: str) -> NoReturn:
    raise InvalidValueError("Rule.parse", problem) from None


_OF_STATUS = ("retry-after", "body", "code", "processed")
_WHICH = ("method", "path", "at", "times", "share", "seed")
