"""Connections of urllib3 that report to the request in progress, and are not reused with unread bytes."""

from __future__ import annotations

import ssl
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from digipost.base.request_states import state_in_progress

__all__ = ["Connection", "TlsConnection"]


class Connection(HTTPConnection):
    """A connection that reports to the request in progress when it is made.

    Attributes:
        is_abandoned: The next response on it may belong to an earlier request. The pool then makes a new
            connection; closing this one could disturb a thread that uses it already.
    """

    is_abandoned = False

    @property
    def is_connected(self) -> bool:
        """Return False if the pool must make a new connection."""
        return super().is_connected and not self.is_abandoned

    def connect(self) -> None:
        """Connect; until then, the request in progress counts as unsent."""
        self.is_abandoned, state = False, state_in_progress.get()
        if state is not None:
            state.unsent = True
        super().connect()
        if state is not None:
            state.unsent = False

    def putrequest(self, *request: Any, **options: Any) -> None:  # noqa: ANN401 - as urllib3 has it
        """Begin a request, with its own read timeout."""
        if self.is_closed:
            self.connect()
        state = state_in_progress.get()
        # Else the connect timeout would apply to writes on a new connection.
        if state is not None and self.sock.gettimeout() != state.read_timeout:
            self.sock.settimeout(state.read_timeout)
        super().putrequest(*request, **options)


class TlsConnection(Connection, HTTPSConnection):
    """A connection with TLS."""

    @property
    def is_connected(self) -> bool:
        """Return False also if the last TLS record left bytes that belong to no request.

        urllib3 looks at the socket alone, and would take these bytes for the response to the next request.
        """
        if not super().is_connected:
            return False
        self.sock.settimeout(0)  # `putrequest` sets another timeout
        try:
            self.sock.recv(1)  # instead of `pending`, which TLS within TLS lacks
        except OSError as error:
            return isinstance(error, ssl.SSLWantReadError)
        return False
