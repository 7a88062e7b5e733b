"""Decorated functions rewritten as plain ones: ``@condition`` above f becomes ``f = condition(f)`` below it."""

import ast
from collections.abc import Iterator
from itertools import chain

KEPT = ("staticmethod", "classmethod")  # mutmut knows these


def undecorated(source: str) -> str:
    """The same module without decorators on its functions and methods. Classes keep theirs."""
    lines = source.splitlines(keepends=True)
    for function in sorted(_decorated(ast.parse(source)), key=lambda each: each.lineno, reverse=True):
        call = function.name
        for decorator in reversed(function.decorator_list):
            # What is remembered on an object was counted before the mutant was let in.
            written = ast.unparse(decorator).replace("cached_property", "property")
            call = f"{written}({call})"
        assert function.end_lineno is not None
        lines.insert(function.end_lineno, f"{' ' * function.col_offset}{function.name} = {call}\n")
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "".join(lines)


def _decorated(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions of the module and methods of its classes; a function inside another goes with that one."""
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    for node in chain(module.body, *(node.body for node in classes)):
        if not isinstance(node, ast.FunctionDef) or not node.decorator_list:
            continue
        if not any(ast.unparse(decorator).startswith(KEPT) for decorator in node.decorator_list):
            yield node
