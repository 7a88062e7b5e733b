"""Names that stand beside each other."""

from collections.abc import Sequence


def short_names(labels: Sequence[str]) -> list[str]:
    """The names without the words they all begin with: *Centrum*, not *Socialförvaltningen Centrum* four times."""
    words = [label.split() for label in labels]
    shared = 0
    while len(labels) > 1 and all(len(one) > shared + 1 for one in words) and len({one[shared] for one in words}) == 1:
        shared += 1
    return [" ".join(one[shared:]) for one in words]
