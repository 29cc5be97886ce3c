"""Each argument of the public face, spoilt in turn: a typed error that names it, and no request.

The calls are those of `tests.client.calls`. A value is wrong for an argument if its type is not that of the
good value; the few types that are accepted as well are listed here.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path, PosixPath, WindowsPath
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from anyio.from_thread import start_blocking_portal

from digipost import ClientConfig, DigipostClient, DigipostError, RequestSigning
from digipost.errors import ArgumentError
from digipost.sandbox import Sandbox
from tests.campaigns.secrecy.operations import OLD_NAMES
from tests.client.calls.public import calls
from tests.support.blocking import blocking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.transport import HttpAnswer, HttpRequest
    from tests.client.calls.values import Call

WRONG: tuple[Any, ...] = (
    *(None, 3, -1, True, 10**400, float("nan"), "x", b"x", object(), [], ["x"], {}, "half a pair \ud800"),
    *(datetime(2026, 1, 1), Path("nowhere/x")),  # noqa: DTZ001 - without a zone, which is what is wrong
)
PATHS = (str, PosixPath, WindowsPath)
# Types that are taken where a value of another type is good, too.
ALSO: dict[type, tuple[type, ...]] = {
    **dict.fromkeys(PATHS[1:], (*PATHS, bytes)),
    timedelta: (int, float),
    float: (int,),
    Decimal: (int,),
    UUID: (),
    datetime: (),
    date: (),
}
# Arguments that take more: any iterable, any text or any mapping, or None for a value that was left out.
TAKEN: dict[str, tuple[type, ...]] = {
    "HttpTransport.proxies": (type(None),),
    "Environment.token_url": (type(None),),
    "xml.from_xml.data": (str,),
    "digipost_schema.from_xml.data": (str,),
    "Faults.lose_next_answer.path": (str,),
    "Secret.from_file.path": (str,),
}


class RequestMadeError(BaseException):
    """A request was about to be sent."""


class NoNetwork:
    """A transport that lets no request leave."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        raise RequestMadeError(request.url)

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Call]]:
    with Sandbox() as sandbox:
        config = ClientConfig(broker_id=12345, environment=sandbox.environment)
        client = DigipostClient(config, RequestSigning.from_signer(bytes), transport=NoNetwork())
        yield calls(sandbox, client, tmp_path_factory.mktemp("calls"))


def outcome(function: Any, given: dict[str, Any]) -> object:  # noqa: ANN401 - any call
    """Return the error of a call, or None."""
    try:
        result = function(**given)
    except DigipostError as error:
        return error
    except (Exception, RequestMadeError) as error:  # noqa: BLE001 - any other error is what is looked for
        return error
    if inspect.iscoroutine(result):
        result.close()
    return None


def accepts_none(function: Any, name: str) -> bool:  # noqa: ANN401 - any call
    with suppress(KeyError):
        return inspect.signature(function).parameters[name].default is None
    return True  # an attribute that a document has by **description, or an argument of a lambda


def wrong_for(call: str, name: str, good: object, *, is_optional: bool) -> list[Any]:
    accepted = (type(good), *ALSO.get(type(good), ()), *TAKEN.get(f"{call}.{name}", ()))
    if callable(good) or isinstance(good, list | dict | bytes):
        accepted = (*accepted, *((str,) if isinstance(good, bytes) else ()))
    return [
        value
        for value in WRONG
        if type(value) not in accepted
        and not (value is None and (is_optional or good is None))
        and not (isinstance(good, str) and isinstance(value, str))
    ]


def test_no_wrong_value_is_taken_or_raises_another_error(public: dict[str, Call]) -> None:
    found = []
    for call, (function, good) in public.items():
        for name, value in good.items():
            optional = accepts_none(function, name)
            for wrong in wrong_for(call, name, value, is_optional=optional):
                error = outcome(function, {**good, name: wrong})
                if not isinstance(error, DigipostError):
                    found.append(f"{call}({name}={type(wrong).__name__} {wrong!r:.20}): {error!r:.100}")
    assert not found, "\n".join(found)


def test_the_calls_are_good_as_they_stand(public: dict[str, Call]) -> None:
    found = {
        call: error
        for call, (function, good) in public.items()
        if not isinstance(error := outcome(function, good), RequestMadeError | None)
    }
    assert found == {}


def test_an_unknown_argument_is_named(public: dict[str, Call]) -> None:
    found = {}
    for call, (function, good) in public.items():
        if "lambda" not in repr(function):
            error = outcome(function, {**good, "no_such_argument": 1})
            if not isinstance(error, ArgumentError) or "no_such_argument" not in str(error):
                found[call] = error
    assert found == {}


def test_a_missing_argument_is_named(public: dict[str, Call]) -> None:
    found = {}
    for call, (function, good) in public.items():
        if "lambda" in repr(function):
            continue
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.default is parameter.empty and name in good:
                error = outcome(function, {key: value for key, value in good.items() if key != name})
                if not isinstance(error, ArgumentError) or name not in str(error):
                    found[f"{call}.{name}"] = error
    assert found == {}


def test_both_faces_of_the_client_refuse_the_same(public: dict[str, Call]) -> None:
    (over, given) = public["AsyncDigipostClient.over"]
    with start_blocking_portal() as portal:
        face: Any = blocking(portal, over(**given))  # type: ignore[arg-type]  # what `over` returns
        for call, (function, good) in public.items():
            noun, _, method = call.partition(".")
            if getattr(function, "__self__", None) is not getattr(given["client"], noun, ""):
                continue
            for name in good:
                spoilt = {**good, name: object()}
                here = outcome(function, spoilt)
                there = outcome(getattr(getattr(face, noun), method), spoilt)
                assert (type(there), str(there)) == (type(here), str(here)), f"{call}.{name}"


def test_the_calls_are_all_that_the_client_has(public: dict[str, Call]) -> None:
    client = public["AsyncDigipostClient.over"][1]["client"]
    nouns = [
        name
        for name, value in vars(client).items()
        if type(value).__module__.startswith("digipost.resources")
    ]
    assert nouns
    # Methods that take only what an earlier answer of Digipost has, and those without arguments.
    of_answers = {
        "archive": {
            "add_unique_uuid",
            "content",
            "content_link",
            "delete",
            "update",
            "list",
        },
        "inbox": {"content", "delete"},
        "messages": {"print_certificate"},
        "shared_documents": {"content", "content_link", "stop_sharing"},
    }
    for noun in nouns:
        methods = {name for name in dir(getattr(client, noun)) if f"{noun}.{name}" not in OLD_NAMES}
        methods -= {name for name in methods if name.startswith("_")}
        tried = {call.partition(".")[2] for call in public if call.startswith(f"{noun}.")}
        untried = methods - tried - of_answers.get(noun, set())
        assert not untried, f"enter new methods of {noun} in tests/client/calls/clients.py"
