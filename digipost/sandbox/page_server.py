"""Start the sandbox's web page on demand."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.sandbox.faults import Faults
    from digipost.sandbox.pages.site import Site
    from digipost.sandbox.wire.server import HttpServer
    from digipost.sandbox.world import World

__all__ = ["PageServer"]

_PORT = "page-port"


class PageServer:
    """The part of a sandbox that serves a page for browsers."""

    _world: World
    _faults: Faults
    _servers: tuple[HttpServer, ...]
    _broker_id: int
    _site: Site | None = None
    _page_port = 0

    @property
    def page_url(self) -> str:
        """The address of the web page, which shows new letters and lets the user act as their recipients.

        Reading the property starts the page; it runs until the sandbox is closed. A restarted sandbox uses
        the same address, also from another program in the same folder, unless another program has taken the
        port. Only browsers on this machine reach it.

        Raises:
            OSError: There is no free port, or another program has taken the earlier port.
            RuntimeError: The sandbox is not running.
        """
        from digipost.sandbox.pages.site import Site  # noqa: PLC0415 - loaded when the page is opened

        if not self._servers:
            raise RuntimeError("The sandbox is not running: use it in a with statement, or call start().")
        if self._site is None:
            self._site = self._started(Site)
            self._page_port = self._site.port
            store = self._world.storage.store
            store.change("INSERT OR REPLACE INTO setting VALUES (?, ?)", _PORT, self._page_port)
        return self._site.url

    def _started(self, site: type[Site]) -> Site:
        def at(port: int) -> Site:
            return site(self._world, self._faults, account=self._broker_id, reset=self.reset, port=port)

        if self._page_port:
            return at(self._page_port)
        # A browser may still have the earlier address open; but another program may have the port by now.
        before: int | None = self._world.storage.store.value(
            "SELECT value FROM setting WHERE name = ?", _PORT
        )
        with suppress(OSError):
            return at(before or 0)
        return at(0)

    def reset(self) -> None:
        """Remove all letters and everything else that was received or happened, and reset the clock.

        Accounts, certificates, clients and people stay as they were given, so that programs continue
        unchanged. Faults are cleared.
        """
        self._world.reset()
        self._faults.clear()

    def _close_page(self) -> None:
        if self._site is not None:
            self._site.close()
            self._site = None
