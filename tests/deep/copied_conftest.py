"""The conftest of the copy that mutmut works on; ``mutation.lay_out`` puts it there. Never read by our own pytest."""

import sys
from functools import _lru_cache_wrapper, cache

import pytest

SLOW = ("properties", "every_day", "oracle")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first: most mutants are dead before the slow ones are reached."""
    items.sort(key=lambda item: any(word in item.nodeid for word in SLOW))


def pytest_runtest_setup() -> None:
    """Nothing is remembered from before the mutant was let in, and each test is seen to reach what it reaches."""
    for memory in _memories():
        memory.cache_clear()


@cache
def _memories() -> list[_lru_cache_wrapper]:
    law = [module for name, module in sys.modules.items() if name.startswith("kvar.law")]
    return [each for module in law for each in vars(module).values() if isinstance(each, _lru_cache_wrapper)]
