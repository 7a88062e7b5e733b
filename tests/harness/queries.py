"""A page asks the database equally often, however many rows it shows."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 20  # queries a page may ask (the figure)


def queries_of(client: Client, url: str) -> list[str]:
    """The statements one GET of ``url`` asks, transaction marks left out."""
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [query["sql"] for query in caught.captured_queries if not query["sql"].startswith(marks)]


def assert_constant_queries(
    client: Client, url: str, make_rows: Callable[[], object], *, times: int = 3, most: int = MOST
) -> None:
    """Fail when ``url`` needs more queries after ``make_rows`` has been called ``times`` times more, or above ``most``.

    Two rows are made before the first count, so that what an empty list saves, or a household that nothing else is
    known of, is not taken for growth.
    """
    make_rows()
    make_rows()
    client.get(url)  # what a process loads once is not the page's
    few = queries_of(client, url)
    for _ in range(times):
        make_rows()
    many = queries_of(client, url)
    assert len(many) <= len(few), f"{url}: {len(few)} queries grew to {len(many)}:\n" + "\n".join(many[len(few) :])
    assert len(many) <= most, f"{url}: {len(many)} queries, at most {most} are allowed"
