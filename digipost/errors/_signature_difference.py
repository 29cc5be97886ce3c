"""The reason for a rejected signature, without personal parts of the canonical strings."""

from __future__ import annotations

import re
from urllib.parse import unquote

from digipost.errors._masking import masked_query, masked_target, masked_text

__all__ = ["cause_and_difference", "expected_canonical", "masked_canonical"]

_START, _END = "===START===", "===SLUTT==="
_BLANKS = " \t"
_MOST = 16_384  # characters of a message that are read; a request target has at most about 8 000
_HEADER_LINE = re.compile(r"(content-md5|date|x-content-sha256|x-digipost-userid): (.*)")
_PARTS = ("method", "path", "content-md5", "date", "x-content-sha256", "x-digipost-userid", "query")
_NO_LINE = "(no such line)"

_PROXY = "a proxy between here and Digipost changes it"
_USUAL_CAUSE = {
    "method": f"{_PROXY}.",
    "path": f"{_PROXY}, or decodes and encodes it anew.",
    "content-md5": f"{_PROXY}; this library does not send the header.",
    "date": f"{_PROXY}. A wrong clock is answered with status 400 instead.",
    "x-content-sha256": f"{_PROXY}. The line belongs to requests with a body and to no others.",
    "x-digipost-userid": f"{_PROXY}.",
    "query": f"{_PROXY}, or sorts or encodes its parameters anew.",
}
_OTHER_KEY = "The certificate used here is not the one registered at Digipost for the broker id {}."
_REGISTER = (
    "Digipost made the same canonical string, so only the key can differ. Upload the certificate in the "
    "organisation's account at Digipost, use the one that is registered there, or correct "
    "ClientConfig.broker_id."
)


def expected_canonical(message: str) -> tuple[str, str | None]:
    """Split Digipost's message on a rejected signature into its text and the canonical string in it.

    Digipost's security documentation puts that string between a line `===START===` and a line `===SLUTT===`.
    Only the first 16 kB of a message are read, since it can be as long as a response.
    """
    lines = message[:_MOST].split("\n")
    start = next((at for at, line in enumerate(lines[:-1]) if _is_start(line)), None)
    if start is None:
        return message, None
    end = next((at for at in range(start + 1, len(lines)) if _is_end(lines[at])), None)
    if end is None:
        return "\n".join(lines[:start]), None  # the other lines may be personal
    expected = "".join(f"{line}\n" for line in lines[start + 1 : end])
    rest = [lines[end].lstrip(_BLANKS).removeprefix(_END), *lines[end + 1 :]]
    explanation = "".join(f"{line}\n" for line in lines[:start]) + "\n".join(rest)
    return explanation, expected.replace("\r\n", "\n")


def _is_start(line: str) -> bool:
    return line.lstrip(_BLANKS).rstrip(_BLANKS + "\r") == _START


def _is_end(line: str) -> bool:
    return line.lstrip(_BLANKS).startswith(_END)


def cause_and_difference(sent: str, expected: str, problem: str | None) -> tuple[str, str]:
    """Return the cause, and the first line in which the two canonical strings differ, with its usual cause.

    Header lines are shown unchanged. Path and query are shown without parts that may be personal. If the
    strings are equal, the cause is `problem`, a known problem with the certificate.
    """
    ours, theirs = _parts(sent), _parts(expected)
    for part in _PARTS:
        our, their = ours.get(part), theirs.get(part)
        if our != their:
            cause = (
                f"The request that Digipost received is not the one that was signed here: its {part} differs."
            )
            return cause, (
                f"First differing line: {part}{_where(part, our or '', their or '')}.\n"
                f"  signed here:        {_shown(part, our)}\n"
                f"  signed by Digipost: {_shown(part, their)}\n"
                f"Usual cause: {_USUAL_CAUSE[part]}"
            )
    broker = masked_text(ours.get("x-digipost-userid", _NO_LINE))
    return problem or _OTHER_KEY.format(broker), _REGISTER


def masked_canonical(canonical: str) -> str:
    """Return the canonical string without parts of path and query that may be personal."""
    parts = _parts(canonical)
    headers = [f"{name}: {masked_text(parts[name])}" for name in _PARTS[2:-1] if name in parts]
    path, query = _shown("path", parts["path"]), masked_query(parts.get("query", ""))
    return "\n".join([masked_text(parts["method"]), path, *headers, query, ""])


def _parts(canonical: str) -> dict[str, str]:
    method, _, rest = canonical.partition("\n")
    path, _, rest = rest.partition("\n")
    parts = {"method": method, "path": path}
    for line in rest.split("\n"):
        header = _HEADER_LINE.fullmatch(line)
        if header is None:
            parts["query"] = line
            break
        parts[header[1]] = header[2]
    return parts


def _shown(part: str, value: str | None) -> str:
    if value is None:
        return _NO_LINE
    if part == "path":
        return masked_target(value.replace("?", "%3f"))  # a question mark in a decoded path begins no query
    if part == "query":
        return masked_query(value) or "(empty)"
    return masked_text(value)[:100]


def _where(part: str, our: str, their: str) -> str:
    if part == "path":
        return _where_in_path(our, their)
    if part == "query":
        return _where_in_query(our, their)
    return ""


def _where_in_path(our: str, their: str) -> str:
    if unquote(our).lower() == their:
        return " (Digipost's is percent-decoded)"
    if our.lower() == their.lower():
        return " (in upper and lower case only)"
    return _first_differing("segment", our.split("/")[1:], their.split("/")[1:])


def _where_in_query(our: str, their: str) -> str:
    return _first_differing("parameter", our.split("&"), their.split("&"))


def _first_differing(what: str, ours: list[str], theirs: list[str]) -> str:
    same = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            break
        same += 1
    return f" ({what} {same + 1})"
