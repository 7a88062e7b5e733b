"""A long list on pages of its own: ``?sida=`` counts from 1."""

from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

PAGE = "sida"


def pager_of(found: Page[Any]) -> dict[str, Any] | None:
    """What ``ui/components/pager.html`` shows; None where everything stands on one page."""
    if not found.has_other_pages():
        return None
    return {
        "count": found.paginator.count,
        "text": _("Sida %(number)d av %(pages)d") % {"number": found.number, "pages": found.paginator.num_pages},
        "previous_url": f"?{PAGE}={found.previous_page_number()}" if found.has_previous() else "",
        "next_url": f"?{PAGE}={found.next_page_number()}" if found.has_next() else "",
    }
