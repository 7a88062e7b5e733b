"""Error pages: what happened, why, what to do, and a reference that is in the log (T45).

They need no database: they are drawn from the sentences below, and lead to the page one begins at.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from kvar.casework.errors import CaseClosed
from kvar.web.ui.context import home_of

log = logging.getLogger(__name__)

# The form's own fields, and the buttons' words.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "action", "gor", "preview", "told", "visa", "what_next"})


@dataclass(frozen=True)
class Sentences:
    """What, why, and what to do."""

    what: str
    why: str
    do: str


BAD_REQUEST = Sentences(
    said("Kvar förstod inte vad som skickades"),
    said("Webbläsaren skickade något som sidan inte väntade sig. Inget har sparats."),
    said("Gå tillbaka, ladda om sidan och försök igen."),
)
FORBIDDEN = Sentences(
    said("Din roll har inte den här sidan"),
    said("Vad du kan öppna styrs av din roll och din enhet."),
    said("Behöver du sidan i ditt arbete? Tala med din chef."),
)
STALE_FORM = Sentences(
    said("Sidan hade blivit för gammal för att spara"),
    said("Den öppnades i en annan inloggning eller har legat öppen länge. Inget har sparats."),
    said("Gå tillbaka, ladda om sidan och spara igen. Det du skrev finns kvar i utkastet."),
)
NOT_FOUND = Sentences(
    said("Sidan finns inte, eller är inte din att se"),
    said("Länken kan vara fel, eller så hör sidan till en annan enhet eller förvaltning. Kvar säger inte vilket."),
    said("Börja om från Min dag, eller be den som gav dig länken om hjälp."),
)
CONFLICT = Sentences(
    said("Det gick inte att göra just nu"),
    said("Någon annan kan ha hunnit före, eller så har något ändrats sedan du öppnade sidan."),
    said("Gå tillbaka, ladda om sidan och se vad som gäller nu."),
)
CASE_CLOSED = Sentences(
    said("Ärendet är avslutat"),
    said("Någon har avslutat det. Inget har sparats."),
    said("Läs ärendet. Behövs det du skrev: kopiera det härifrån, öppna ärendet igen och skriv in det där."),
)
CASE_CLOSED_TO_READ = Sentences(
    said("Ärendet är avslutat"),
    said("Det går inte att skriva i ett avslutat ärende."),
    said("Läs ärendet. Ska något skrivas: öppna ärendet igen först."),
)
TOO_MANY = Sentences(
    said("För många försök på kort tid"),
    said("Kvar väntar en stund för att ingen ska kunna gissa sig fram till ett lösenord."),
    said("Vänta några minuter och försök igen."),
)
BROKEN = Sentences(
    said("Något gick fel hos oss"),
    said("Felet ligger i Kvar, inte i det du gjorde. Är det bråttom: gör det som måste göras på papper eller telefon."),
    said("Försök igen om en stund. Händer det igen, lämna numret här nedanför till den som sköter systemet."),
)
UNAVAILABLE = Sentences(
    said("Kvar kan inte visa sidan just nu"),
    said("Databasen eller loggen svarar inte. Utan logg visas inga uppgifter om människor."),
    said("Försök igen om en stund. Är det bråttom: gör det som måste göras på papper eller telefon."),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, NOT_FOUND)


def conflict(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """409: an act was refused on a page that has no form to say it beside."""
    return _answer(request, 409, CONFLICT, said_by_act=getattr(exception, "sentence", ""))


def case_closed(request: HttpRequest, exception: CaseClosed) -> HttpResponse:
    """409: the case was closed while somebody had its form before her. What she wrote is shown.

    Whoever only opens a form has written nothing, and is not told that nothing was saved.
    """
    where = reverse("case:page", args=[exception.case])
    if request.method != "POST":
        return _answer(request, 409, CASE_CLOSED_TO_READ, said_by_act=exception.closed_by, case_url=where)
    return _answer(request, 409, CASE_CLOSED, said_by_act=exception.sentence, case_url=where, typed=_typed(request))


def _typed(request: HttpRequest) -> list[str]:
    """Everything that was sent, but what nobody types: the form's own fields, the button, the key of a row."""
    told = (value.strip() for name, values in request.POST.lists() if not _of_form(name) for value in values)
    return [value for value in told if value and not _is_key(value)]


def _of_form(name: str) -> bool:
    return name in NOT_TYPED or name.endswith("-version")


def _is_key(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 429, TOO_MANY)


def broken(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500, BROKEN)


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 503, UNAVAILABLE)


def reference_of(request: HttpRequest) -> str:
    """Eight signs to read aloud on the telephone: the start of the request's id, which the access log holds too."""
    if not hasattr(request, "request_id"):
        request.request_id = uuid4()
    start = request.request_id.hex[:8].upper()
    return f"{start[:4]}-{start[4:]}"


def _answer(
    request: HttpRequest,
    status: int,
    sentences: Sentences,
    *,
    said_by_act: str = "",
    case_url: str = "",
    typed: Sequence[str] = (),
) -> HttpResponse:
    reference = reference_of(request)
    match = getattr(request, "resolver_match", None)
    log.warning("answered %s, reference %s, route %s", status, reference, match.view_name if match else "-")
    shown = {
        "status": status,
        "reference": reference,
        "what": gettext(sentences.what),
        "why": said_by_act or gettext(sentences.why),
        "do": gettext(sentences.do),
        "case_url": case_url,
        "typed": typed,
        "home_url": home_of(actor.role) if (actor := getattr(request, "actor", None)) else "/",
    }
    try:
        return HttpResponse(render_to_string("ui/error.html", shown), status=status)
    except Exception:
        log.exception("error page could not be drawn, reference %s", reference)
        plain = f"{shown['what']}. {shown['why']} {shown['do']} {reference}"
        return HttpResponse(plain, status=status, content_type="text/plain; charset=utf-8")
