"""Files of public figures as tests write them."""

HEADING = "year;half;area;measure;value;note"
GOOD = (
    "source;Kronofogden, statistik\ndate;2026-02-20\n"
    f"{HEADING}\n2024;;Göteborg;executed;229;\n2025;1;Riket;executed;1 845;halvår\n"
)


def file_of(*lines: str, heading: str = HEADING) -> bytes:
    """A file with these lines below its heading."""
    return "\n".join([heading, *lines, ""]).encode()
