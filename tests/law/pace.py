"""How many made-up cases a property is tried on: few in ``make test``, many in ``make test-deep``."""

import os

from hypothesis import HealthCheck, settings

PROPERTIES = os.environ.get("KVAR_PROPERTIES", "quick")
EXAMPLES = {"quick": 20, "mutation": 20, "deep": 2_000}[PROPERTIES]

pace = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=PROPERTIES == "mutation",  # the same mutants die each time
    suppress_health_check=[HealthCheck.too_slow],
)
