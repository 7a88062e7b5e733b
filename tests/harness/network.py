"""No test talks to another machine: only loopback and local sockets answer."""

import ipaddress
import socket
from typing import Any

import pytest


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a local socket
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_network(patch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, *, _real: Any = real) -> Any:
            if not _is_here(address):
                pytest.fail(f"a test tried to reach {address}: tests talk to nobody outside this machine")
            return _real(self, address)

        patch.setattr(socket.socket, name, guarded)
