"""How many made-up cases a property is tried on: few in ``make test``, many in ``make test-deep``."""

import os

from hypothesis import HealthCheck, Phase, settings

PROPERTIES = os.environ.get("KVAR_PROPERTIES", "quick")
MUTATION = PROPERTIES == "mutation"
EXAMPLES = {"quick": 8, "mutation": 20, "deep": 2_000}[PROPERTIES]

pace = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=MUTATION,  # the same mutants die each time
    phases=[Phase.generate] if MUTATION else list(Phase),  # nobody reads the smallest case that a mutant fails on
    suppress_health_check=[HealthCheck.too_slow],
)
