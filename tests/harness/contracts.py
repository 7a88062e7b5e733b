"""Which import contracts a tree breaks. Run in a process of its own, in the folder that holds the tree.

Reads a JSON list of ``{file: added lines}`` from standard input; for each, with the lines added, prints the names of
the broken contracts.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, os.getcwd())

from importlinter import api  # noqa: E402, F401  registers the settings that the use cases need
from importlinter.application import use_cases  # noqa: E402


def broken_contracts() -> list[str]:
    """Names of the contracts that the tree in this folder breaks."""
    options = use_cases.read_user_options("pyproject.toml")
    use_cases._register_contract_types(options)
    report = use_cases.create_report(options, cache_dir=None)
    return [contract.name for contract, check in report.get_contracts_and_checks() if not check.kept]


def broken_with(added: dict[str, str]) -> list[str]:
    """The broken contracts once these lines are added; the tree is as before afterwards."""
    before = {name: Path(name).read_text() if Path(name).exists() else None for name in added}
    try:
        for name, lines in added.items():
            Path(name).write_text((before[name] or "") + "\n" + lines + "\n")
        return broken_contracts()
    finally:
        for name, text in before.items():
            Path(name).unlink() if text is None else Path(name).write_text(text)


if __name__ == "__main__":
    found = [broken_with(added) for added in json.load(sys.stdin)]
    print("\n" + json.dumps(found))
