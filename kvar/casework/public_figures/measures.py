"""What a file may hold figures of, and what they are called."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PublicMeasure(StrEnum):
    EXECUTED = "executed"
    APPLICATIONS = "applications"
    CHILDREN = "children"
    FAMILIES = "families"
    CHILDREN_PER_100000 = "children_per_100000"
    INHABITANTS = "inhabitants"


LABELS: dict[str, str | Promise] = {
    PublicMeasure.APPLICATIONS: _("Ansökningar om avhysning"),
    PublicMeasure.EXECUTED: _("Verkställda avhysningar"),
    PublicMeasure.FAMILIES: _("Avhysningar som berörde barn"),
    PublicMeasure.CHILDREN: _("Barn som berördes"),
    PublicMeasure.CHILDREN_PER_100000: _("Barn per 100 000 invånare"),
    PublicMeasure.INHABITANTS: _("Invånare"),
}
"""In the order they are shown; the inhabitants are only what children are told by, and have no table."""
