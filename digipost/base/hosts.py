"""Names and addresses of hosts."""

from __future__ import annotations

from ipaddress import ip_address

__all__ = ["is_loopback"]


def is_loopback(host: str) -> bool:
    """Return True if a host name or address belongs to this machine."""
    try:
        address = ip_address(host)
    except ValueError:
        return host.lower() in {"localhost", "localhost."}
    mapped = getattr(address, "ipv4_mapped", None)  # such as ::ffff:127.0.0.1
    return address.is_loopback or address.is_unspecified or (mapped is not None and mapped.is_loopback)
