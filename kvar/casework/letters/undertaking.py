"""Letters that tell a creditor that the board takes on a debt: the decision, who may decide, and until when."""

from dataclasses import replace

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.last_days import days_read, is_sure
from kvar.casework.letters.addressees import WITH_PROOF, ways_open
from kvar.casework.letters.stop import ANEW, Stop, WayOn, stop, there
from kvar.casework.letters.values import kronor
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.law.calendar import add_working_days
from kvar.paper.days import journal_day
from kvar.records.models import Case, Claim, Payment, Undertaking, User


def condominium(about: About) -> Stop | None:
    """For a bostadsrätt only a payment saves the home."""
    sentence = condominium_words(about.case)
    way = there(_("Se skulden, och vad som är betalt"), "money:debt", about.case.pk)
    return stop("condominium", sentence, way) if sentence else None


def condominium_words(case: Case) -> str:
    """Why there is no such letter for this home; empty for any other tenure."""
    if case.household.dwelling.tenure != law.Tenure.CONDOMINIUM:
        return ""
    words = _(
        "Nämnden kan inte ta på sig betalningsansvaret för en bostadsrätt (%s): bara en betalning räddar bostaden."
    )
    return words % load().sources["brl-7-23"].paragraph


def no_decision(about: About) -> Stop | None:
    row = about.undertaking
    if row is None:
        sentence = _("Det finns inget beslut om betalningsansvar för den här skulden.")
        return stop("no_decision", sentence, _to_decision(_("Anteckna beslutet"), about))
    if row.taken:
        return None
    sentence = _("Beslutet är att nämnden inte tar på sig betalningsansvaret.")
    return stop("decided_no", sentence, _to_decision(_("Skriv in ett nytt beslut, om det är ändrat"), about, anew=True))


def _to_decision(label: str, about: About, *, anew: bool = False) -> WayOn:
    """The decision is on a paper; without one it is the debt itself that is looked at. ``anew``: to replace it."""
    if about.notice is None:
        return there(label, "money:debt", about.case.pk)
    decision = there(label, "money:undertaking", about.case.pk, about.notice.pk)
    return replace(decision, asked=ANEW, value="1") if anew else decision


def no_right_to_decide(about: About) -> Stop | None:
    row = about.undertaking
    if row is None or not row.taken or may_decide(row, administration=about.by.administration):
        return None
    sentence = _("Den som har beslutat, %s, finns inte i stadens delegation.") % row.decided_by
    if not may_be_decided_anew(row, administration=about.by.administration):
        way = there(
            _("Tala med en jurist, för beskedet är redan lämnat, och anteckna svaret"), "case:note", about.case.pk
        )
        return stop("not_delegated", sentence, way)
    label = _("Låt den som får besluta göra det, och anteckna beslutet på nytt")
    return stop("not_delegated", sentence, _to_decision(label, about, anew=True))


def may_decide(row: Undertaking, *, administration: str) -> bool:
    """Does the city's own order let whoever decided do so?"""
    return named_may_decide(row.decided_by, administration=administration)


def may_be_decided_anew(row: Undertaking, *, administration: str) -> bool:
    """Has the creditor been told nothing, and is it a no, or a yes by nobody who may decide?

    A no may turn into a yes while there is time; without the other the home would wait for a name.
    """
    untold = row.sent_on is None and row.letter_id is None
    return untold and not (row.taken and may_decide(row, administration=administration))


def named_may_decide(name: str, *, administration: str) -> bool:
    """The same of whoever is named: by the post's name, or by the role of a colleague."""
    posts = load().organisation.delegation.undertaking
    if any(post.holds(name) for post in posts):
        return True
    roles = [post.role for post in posts if post.role]
    holders = User.objects.filter(administration=administration, role__in=roles).values_list("name", flat=True)
    return name.split(",")[0].strip() in holders


def too_late(about: About) -> Stop | None:
    """Only when it is so on every reading (law.md trap 23)."""
    time = about.undertaking_time
    if time is None or time.last_day is None or about.today <= days_read(time)[-1]:
        return None
    words = _("Tiden att ta på sig betalningsansvaret gick ut %s, så ett besked nu räddar inte bostaden.")
    way = there(_("Tala med en jurist, och anteckna svaret"), "case:note", about.case.pk)
    return stop("too_late", words % journal_day(days_read(time)[-1]), way)


def may_be_late(about: About) -> str:
    """One reading has passed and another has not: whose service counts, say, is not settled. Empty else."""
    time = about.undertaking_time
    days = days_read(time) if time and time.last_day else []
    if not days or not days[0] < about.today <= days[-1]:
        return ""
    words = _("Tiden kan ha gått ut %(first)s, eller går ut %(last)s: skicka rekommenderat, eller lämna i handen.")
    return words % {"first": journal_day(days[0]), "last": journal_day(days[-1])}


def time_unknown(about: About) -> bool:
    """Does the law give a time whose last day is not certain? It may be sooner than anybody thinks."""
    return about.undertaking_time is not None and not is_sure(about.undertaking_time)


def only_with_proof(about: About) -> str:
    """Why only ways with proof are open: the last day is not certain, or the city's own limit has passed.

    Empty before the limit, and where the law gives no time.
    """
    if late := may_be_late(about):
        return late
    if time_unknown(about):
        return _(
            "Sista dagen är inte känd, så vanlig post kan bli för sen: skicka rekommenderat, eller lämna i handen."
        )
    time, days = about.undertaking_time, load().organisation.delegation.undertaking_working_days
    if time is None or time.last_day is None or about.today <= add_working_days(time.last_day, -days):
        return ""
    words = _(
        "Det är för kort tid kvar för vanlig post, för sista dagen är %s: skicka rekommenderat, eller lämna i handen."
    )
    return words % journal_day(time.last_day)


def ways_now(letter: Letter, about: About) -> tuple[str, ...]:
    """The ways that the letter may go today."""
    proof = letter.undertakes and only_with_proof(about)
    return tuple(way for way in ways_open(letter, about) if not proof or way in WITH_PROOF)


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
