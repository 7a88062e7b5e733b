"""What an address tells of where a home is."""

import re

POSTAL_CODE = re.compile(r"(?<!\d)(\d{3}) ?(\d{2})(?!\d)")


def postal_codes_in(text: str) -> list[str]:
    """Every postal code, five digits each, in order."""
    return ["".join(found) for found in POSTAL_CODE.findall(text)]
