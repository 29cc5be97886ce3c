"""The sandbox as an ASGI application: admit a request, have it answered, sign and record the response."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request

from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.faults._connection import close, cut, wait
from digipost.sandbox.faults._earlier_answers import EarlierAnswers
from digipost.sandbox.faults._responses import instead, is_processed, signed
from digipost.sandbox.faults.kinds import Mishap
from digipost.sandbox.model.contents import FileAnswer
from digipost.sandbox.model.letters import ReceivedRequest
from digipost.sandbox.services.admission import hash_checked
from digipost.sandbox.services.routes import Call
from digipost.sandbox.services.service import target_of
from digipost.sandbox.wire.answers import error_answer
from digipost.sandbox.wire.server import HANG_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from digipost.sandbox.faults import Faults
    from digipost.sandbox.services.admission import Admission
    from digipost.sandbox.services.routes import Route
    from digipost.sandbox.wire.answers import AnswerSigner

__all__ = ["Application"]

_LOG = logging.getLogger(__name__)


class Application:
    """Serves the routes to admitted requests.

    Args:
        routes: Path and method, and the operation that each leads to.
        admission: Admits or refuses requests. It comes before the routes, so that a refused client does not
            learn which paths exist: a conclusion.
        signer: Signs every response, refusals too.
        record: Takes each request after it has been answered.
        faults: The faults to inject.
        settle: Called before an operation, to apply all changes that are due by now.
    """

    def __init__(
        self,
        routes: Sequence[Route],
        *,
        admission: Admission,
        signer: AnswerSigner,
        record: Callable[[ReceivedRequest], None],
        faults: Faults,
        settle: Callable[[], None],
    ) -> None:
        self._routes = routes
        self._admission = admission
        self._signer = signer
        self._record = record
        self._faults = faults
        self._settle = settle
        self._earlier = EarlierAnswers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method, target = scope["method"], target_of(scope)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        struck = self._faults.strike(method, scope["path"])
        fault = struck.fault
        if fault is Mishap.HANG_UP:
            await wait(receive, struck.delay)
            await close(scope, receive, HANG_UP)
            return
        answer = self._earlier.replay(fault, method, scope["path"])
        if answer is None:
            error = instead(fault, scope)
            if error is None or is_processed(fault):
                try:
                    done = await self._answer(scope, receive, headers, target)
                except ClientDisconnect:
                    return  # the client has disconnected within the body: no response is possible
                error = error or done
            answer = signed(
                error,
                target,
                fault,
                self._signer,
                back=self._admission.lag(headers),
                accepted=headers.get("accept-encoding", ""),
            )
            answer = self._earlier.exchange(fault, method, scope["path"], answer)
        status = int(answer.status_code)
        self._record(ReceivedRequest(method=method, target=target, headers=headers, status=status))
        await wait(receive, struck.delay)
        has_body = bool(answer.body) or isinstance(answer, FileAnswer)
        if fault is Mishap.LOSE_ANSWER or (fault is Mishap.CUT_BODY and not has_body):
            await close(scope, receive, HANG_UP)
        elif fault is Mishap.CUT_BODY:
            await cut(answer, scope, receive, send)
        else:
            await answer(scope, receive, send)

    async def _answer(
        self, scope: Scope, receive: Receive, headers: Mapping[str, str], target: str
    ) -> Response:
        try:
            broker_id = self._admission.admit(scope["method"], target, headers)
            self._settle()
            return await self._done(broker_id, scope, hash_checked(receive, headers))
        except RefusalError as refusal:
            return error_answer(refusal)
        except ClientDisconnect:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the client is told, and the log has it
            _LOG.exception("The sandbox has failed at a request")
            problem = "The sandbox failed at this request because of a bug of its own; its log says more."
            return error_answer(RefusalError(HTTPStatus.INTERNAL_SERVER_ERROR, "SERVER_ERROR", problem))

    async def _done(self, broker_id: int, scope: Scope, receive: Receive) -> Response:
        for route in self._routes:
            found = route.parameters(scope["method"], scope["path"])
            if found is not None:
                return await route.endpoint(
                    Call(broker_id, Request({**scope, "path_params": found}, receive))
                )
        # The status is documented for everything that does not exist; the code is a conclusion.
        raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")
