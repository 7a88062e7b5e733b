"""What somebody may type or a landlord may be called, and what a letter has to print of each."""

from kvar.casework.benchmark.hostile import PRINTED

# What it has to print of those with signs that cannot be seen, and line ends.
UNSEEN = {
    "rad ett\nrad två\r\nrad tre": "rad ett rad två rad tre",
    "flik\toch\x0bmer\x0c": "flik och mer",
    "noll\x00tecken": "nolltecken",
    "\x1b[31mröd\x1b[0m": "[31mröd[0m",
    "högt \u202evänster\u202c": "högt vänster",
    "\u2066isolerat\u2069 \u200fmärke\u200e": "isolerat märke",
    "bred\u200blös\u2060fog\ufeff": "bredlösfog",
    "mjukt\u00adbinde\u200dstreck": "mjuktbindestreck",
    "A\u030ake O\u0308berg": "Åke Öberg",
    "rad\u2028skilje\u2029tecken": "rad skilje tecken",
}
# What no typeface of the Swedish parts has: refused with the sign by name.
REFUSED = ("Familjen 😀", "👩‍👩‍👧", "علي", "שלום", "ሰላም", "中文", "ไทย", "\ue000", "\ud800", "\U0010ffff")

__all__ = ["PRINTED", "REFUSED", "UNSEEN"]
