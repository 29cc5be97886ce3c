"""The page of a sandbox, for who wants to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.sandbox.faults import Faults
    from digipost.sandbox.pages.site import Site
    from digipost.sandbox.server import HttpServer
    from digipost.sandbox.world import World

__all__ = ["OnScreen"]


class OnScreen:
    """The part of a sandbox that can be looked at with a browser."""

    _world: World
    _faults: Faults
    _servers: tuple[HttpServer, ...]
    _site: Site | None = None
    _page_port = 0

    @property
    def page_url(self) -> str:
        """The address of a page that shows the letters as they come, and on which one plays their recipients.

        Asking for it starts the page, which is there until the sandbox is closed, and has the same address
        when the sandbox is started again. Only browsers on this machine reach it.

        Raises:
            OSError: There is no free port, or another program has taken the one of before.
            RuntimeError: The sandbox is not running.
        """
        from digipost.sandbox.pages.site import Site  # noqa: PLC0415 - for who looks

        if not self._servers:
            raise RuntimeError("The sandbox is not running: use it in a with statement, or call start().")
        if self._site is None:
            self._site = Site(self._world, self._faults, self._page_port)
            self._page_port = self._site.port
        return self._site.url

    def _close_page(self) -> None:
        if self._site is not None:
            self._site.close()
            self._site = None
