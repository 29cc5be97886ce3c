"""Request targets, paths with their query, in the form that is signed and sent.

urllib3 writes the escapes of a target in capitals, and escapes characters that RFC 3986 does not allow.
requests, urllib3 and some proxies drop or change other forms. A signature covers the target. So the escapes
are changed before signing, and the other forms are refused.
"""

from __future__ import annotations

import re

from urllib3.util import parse_url

from digipost.errors import InvalidValueError

__all__ = ["normal_target", "normal_url", "origin_of"]

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
_LAST_PORT = 65535
_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})"  # RFC 3986, appendix A
_NORMAL = re.compile(rf"/(?:{_PCHAR}+/?)*+(?<!;)(?:\?(?:{_PCHAR}|[/?])+)?")
_DOT_SEGMENT = re.compile(r"/(?:\.|%2[Ee]){1,2}(?:[/?]|\Z)")
_MALFORMED_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PRINTABLE = re.compile(r"/[!-~]*")


def normal_target(target: str) -> str:
    """Return a target in the form that is signed and sent, with its escapes in capitals.

        >>> normal_target("/recipients/search/%c3%86rlig")
        '/recipients/search/%C3%86rlig'

    Raises:
        InvalidValueError: HTTP libraries or proxies would change the target: it has a dot segment, an empty
            segment, an empty query, a fragment, a malformed escape, or a character that is not printable
            ASCII. The text does not show the target.
    """
    if _NORMAL.fullmatch(target) and not _DOT_SEGMENT.search(target):
        return target
    path, mark, query = target.partition("?")
    problems = {
        "must begin with / and be printable ASCII: spaces and other characters are to be escaped": (
            not _PRINTABLE.fullmatch(target)
        ),
        "must not have a fragment (#)": "#" in target,
        "has a % without two hexadecimal digits after it; write a percent sign as %25": (
            _MALFORMED_ESCAPE.search(target)
        ),
        "must not have an empty part: no // in the path, and no ; at its end": (
            "//" in path or path.endswith(";")
        ),
        "must not have . or .. as a segment of its path": _DOT_SEGMENT.search(path),
        "must not end with ?; leave an empty query out": mark and not query,
    }
    for problem, is_there in problems.items():
        if is_there:
            raise InvalidValueError("target", problem)
    return parse_url(f"http://host{target}").request_uri


def normal_url(url: str) -> str:
    """Return an absolute URL, `http` or `https`, with its target in the form that is signed and sent.

    Raises:
        InvalidValueError: The value is not such a URL, has a user or password, or has a target that
            `normal_target` refuses. The text does not show the URL.
    """
    origin = _ORIGIN.match(url)
    target = url[origin.end() :] if origin else ""
    if not origin or int(origin["port"] or 0) > _LAST_PORT or target[:1] not in {"", "/"}:
        problem = "must be http(s)://host[:port]/path[?query], without user or password"
        raise InvalidValueError("HttpRequest.url", problem)
    try:
        return origin[0] + normal_target(target or "/")
    except InvalidValueError as error:
        raise InvalidValueError("HttpRequest.url", error.problem) from None


def origin_of(url: str) -> str:
    """Return scheme, host and port of an absolute URL with a path, unchanged."""
    return url[: url.index("/", len("https://"))]
