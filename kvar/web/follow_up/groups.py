"""One group of measures at a time, chosen in the address."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from kvar.casework.measures.registry import GROUPS, Group


def chosen_group(request: HttpRequest, groups: tuple[Group, ...] = GROUPS) -> Group:
    """The group that the address asks for, or the first."""
    return next((group for group in groups if group.id == request.GET.get("grupp")), groups[0])


def group_chips(request: HttpRequest, chosen: Group, groups: tuple[Group, ...] = GROUPS) -> list[dict[str, Any]]:
    """The groups as chips that keep what else the address asks for."""
    asked = {name: value for name, value in request.GET.items() if name != "grupp"}
    return [
        {
            "text": group.label,
            "url": f"?{urlencode({**asked, 'grupp': group.id})}",
            "current": group is chosen,
            "count": None,
        }
        for group in groups
    ]
