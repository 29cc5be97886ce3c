"""The sandbox as an ASGI application: admits a request, has it answered, signs and records the answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request

from digipost.sandbox.answers import error_answer
from digipost.sandbox.faults import Fault
from digipost.sandbox.gate import hash_checked
from digipost.sandbox.refusals import RefusalError
from digipost.sandbox.server import HANG_UP
from digipost.sandbox.service import Call
from digipost.sandbox.state import ReceivedRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from digipost.sandbox.answers import AnswerSigner
    from digipost.sandbox.faults import Faults
    from digipost.sandbox.gate import Gate
    from digipost.sandbox.routes import Route

__all__ = ["Application"]


class Application:
    """Serves the routes to those whom the gate lets in.

    Args:
        routes: Path and method, and the operation that each leads to.
        gate: Which requests may come in. It stands before the routes, so that who is not let in does not
            learn which paths there are: a conclusion.
        signer: Signs every answer, refusals too.
        record: Takes each request when it has been answered.
        faults: What shall go wrong.
    """

    def __init__(
        self,
        routes: Sequence[Route],
        gate: Gate,
        signer: AnswerSigner,
        record: Callable[[ReceivedRequest], None],
        faults: Faults,
    ) -> None:
        self._routes = routes
        self._gate = gate
        self._signer = signer
        self._record = record
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method, target = scope["method"], _target(scope)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        fault = self._faults.next_at(scope["path"])
        try:
            broker_id = self._gate.admit(method, target, headers)
            if fault is Fault.UNAVAILABLE:
                raise _unavailable()
            answer = await self._answer(broker_id, scope, hash_checked(receive, headers))
        except RefusalError as refusal:
            answer = error_answer(refusal)
        except ClientDisconnect:
            return  # in the middle of its body, and nobody is left to answer
        self._signer.sign(answer, target)
        status = int(answer.status_code)
        self._record(ReceivedRequest(method=method, target=target, headers=headers, status=status))
        if fault is Fault.LOST_ANSWER:
            await _hang_up(scope, receive)
        else:
            await answer(scope, receive, send)

    async def _answer(self, broker_id: int, scope: Scope, receive: Receive) -> Response:
        for route in self._routes:
            found = route.parameters(scope["method"], scope["path"])
            if found is not None:
                return await route.endpoint(
                    Call(broker_id, Request({**scope, "path_params": found}, receive))
                )
        # The status is documented for whatever is not there; the code is a conclusion.
        raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")


def _unavailable() -> RefusalError:
    problem = "The sandbox was told to refuse this request."
    return RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "API_UNAVAILABLE", problem)


async def _hang_up(scope: Scope, receive: Receive) -> None:
    scope["state"][HANG_UP]()
    while (await receive())["type"] != "http.disconnect":
        pass  # what is left of the request's body


def _target(scope: Scope) -> str:
    """Path and query exactly as they were sent, with their escapes."""
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path
