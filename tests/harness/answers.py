"""Every answer that a test client gets is looked at: a GET wrote nothing, a page holds no inline script or style."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

SAFE = ("GET", "HEAD", "OPTIONS")
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
# Besides the session row, who looked is the only thing a GET may write (architecture.md, hard cases).
MAY_BE_WRITTEN = re.compile(r'(INTO|UPDATE|FROM)\s+"?(django_session|records_accesslog)"?', re.IGNORECASE)

INLINE = {
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript link": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
}


class Writes:
    """An execute wrapper that collects statements which change something."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITE.match(sql) and not MAY_BE_WRITTEN.search(sql):
            self.statements.append(sql)
        return execute(sql, params, many, context)


def inline_code_in(html: str) -> list[str]:
    """What a strict content security policy would refuse in this page, named."""
    return [what for what, pattern in INLINE.items() if pattern.search(html)]


def _look_at(response: HttpResponse, path: str) -> None:
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    if found := inline_code_in(response.content.decode()):
        pytest.fail(f"{path} holds {', '.join(found)}")


def watch_answers(patch: pytest.MonkeyPatch) -> None:
    real = Client.request

    def request(self: Client, **request: Any) -> Any:
        method, path = request.get("REQUEST_METHOD", "GET"), request.get("PATH_INFO", "/")
        writes = Writes()
        with connection.execute_wrapper(writes):
            response = real(self, **request)
        if method in SAFE and writes.statements:
            pytest.fail(f"{method} {path} wrote: {writes.statements[0][:200]}")
        _look_at(response, path)
        return response

    patch.setattr(Client, "request", request)
