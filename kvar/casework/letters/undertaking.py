"""Letters that tell a creditor that the board takes on a debt: the decision, who may decide, and until when."""

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.addressees import WITH_PROOF, ways_open
from kvar.casework.letters.values import kronor
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.law.calendar import add_working_days
from kvar.paper.days import journal_day
from kvar.records.models import Case, Claim, Payment, Undertaking, User


def condominium(about: About) -> str:
    """For a bostadsrätt only a payment saves the home."""
    return condominium_words(about.case)


def condominium_words(case: Case) -> str:
    """Why there is no such letter for this home; empty for any other tenure."""
    if case.household.dwelling.tenure != law.Tenure.CONDOMINIUM:
        return ""
    words = _(
        "Nämnden kan inte ta på sig betalningsansvaret för en bostadsrätt: %s. Bara en betalning räddar bostaden."
    )
    return words % load().sources["brl-7-23"].paragraph


def no_decision(about: About) -> str:
    row = about.undertaking
    if row is None:
        return _(
            "Det finns inget beslut om betalningsansvar för den här skulden. Anteckna beslutet under Skulden först."
        )
    return "" if row.taken else _("Beslutet är att nämnden inte tar på sig betalningsansvaret.")


def no_right_to_decide(about: About) -> str:
    row = about.undertaking
    if row is None or not row.taken or may_decide(row, administration=about.by.administration):
        return ""
    words = _(
        "Den som har beslutat, %s, finns inte i stadens delegation. Kontrollera beslutet: det ska vara fattat av någon"
        " som får."
    )
    return words % row.decided_by


def may_decide(row: Undertaking, *, administration: str) -> bool:
    """Does the city's own order let whoever decided do so?"""
    return named_may_decide(row.decided_by, administration=administration)


def named_may_decide(name: str, *, administration: str) -> bool:
    """The same of whoever is named: by the post's name, or by the role of a colleague."""
    posts = load().organisation.delegation.undertaking
    if any(post.holds(name) for post in posts):
        return True
    roles = [post.role for post in posts if post.role]
    holders = User.objects.filter(administration=administration, role__in=roles).values_list("name", flat=True)
    return name.split(",")[0].strip() in holders


def too_late(about: About) -> str:
    time = about.undertaking_time
    if time is None or time.last_day is None or about.today <= time.last_day:
        return ""
    words = _(
        "Tiden att ta på sig betalningsansvaret gick ut %s. Ett besked nu räddar inte bostaden: tala med en jurist."
    )
    return words % journal_day(time.last_day)


def late_for_post(about: About) -> str:
    """The city's own limit has passed: only ways with proof are left. Empty before it, and where no day is known."""
    time, days = about.undertaking_time, load().organisation.delegation.undertaking_working_days
    last = (time.act_by or time.last_day) if time else None
    if last is None or about.today <= add_working_days(last, -days):
        return ""
    words = _(
        "Det är för kort tid kvar för vanlig post: sista dagen kan vara %s. Skicka rekommenderat, eller lämna i handen."
    )
    return words % journal_day(last)


def ways_now(letter: Letter, about: About) -> tuple[str, ...]:
    """The ways that the letter may go today."""
    late = letter.undertakes and late_for_post(about)
    return tuple(way for way in ways_open(letter, about) if not late or way in WITH_PROOF)


def debt_rows(about: About) -> list[Claim]:
    """What the paper asks for; nothing once something has been paid: then whoever writes knows what is left."""
    if about.notice is None or Payment.objects.filter(case=about.case, withdrawn_on=None).exists():
        return []
    rows = Claim.objects.filter(case=about.case, withdrawn_on=None).order_by("due_on", "pk")
    own = [row for row in rows if row.notice_id == about.notice.pk]
    return own or [row for row in rows if row.notice_id is None]


def debt_lines(about: About) -> str:
    """A line for each row: what, its last day and the amount."""
    kinds = load().coordination.claim_kinds
    labels = {kind.id: kind.label for kind in kinds}
    return "\n".join(
        ", ".join(filter(None, (labels.get(row.kind, row.kind), about.day(row.due_on), kronor(row.amount))))
        for row in debt_rows(about)
    )


def debt_sum(about: About) -> str:
    found = debt_rows(about)
    return kronor(sum(row.amount for row in found)) if found else ""
