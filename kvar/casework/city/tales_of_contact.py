"""A story of somebody who can only be reached in her own way."""

from datetime import date, time, timedelta
from typing import Any

from kvar import law
from kvar.casework.city.contacting import ConsentAnswered, SafeContactAsked, VisitPlanned
from kvar.casework.city.events import Attempted, Thread
from kvar.casework.city.landlords import PartnerSaid, PutOnAgenda
from kvar.casework.city.tale import JONAS, Tale, home, person, rent_notice

CHILDREN = "barn_och_unga"


def reached_in_her_own_way(today: date) -> Thread:
    """Somebody else reads her messages: she is called on her own number, and visited on an evening that she chose."""
    hodan = person("Hodan Warsame", date(1988, 1, 30), woman=True, phone="070-000 56 78", language="somaliska")
    tale = Tale(today).notice(9, rent_notice(hodan, home("Kranskuggegatan 211"), amount=1_570_000)).begin(9)
    tale.child(7, "Ayan Warsame", date(2019, 3, 30), woman=True).children(7, True)
    tale.add(8, Attempted, way="phone", reached=False).add(7, Attempted, way="phone", reached=True)
    tale.add(7, SafeContactAsked, rule="no_message").add(7, SafeContactAsked, rule="interpreter", value="somaliska")
    tale.add(7, ConsentAnswered, recipient_kind="landlord", scope=("contact",), until=today + timedelta(days=12))
    tale.add(6, PartnerSaid, partner="school", state="contacted", note="Läraren ringer på torsdag.")
    ahead = [today + timedelta(days=days) for days in range(7, 12)]  # the consent ends after them
    meeting: dict[str, Any] = {
        "on": next(filter(law.is_working_day, ahead), ahead[0]),
        "at_clock": time(10, 0),
        "place": "Vågmästareplatsen",
    }
    tale.add(5, PutOnAgenda, scope=("contact",), about="Att vi har kontakt med hushållet.", **meeting)
    evening: dict[str, Any] = {"on": today, "start": time(17, 30), "end": time(18, 30)}
    why = "Gå igenom skulden och vad som behövs för att bo kvar."
    tale.add(1, VisitPlanned, with_worker=JONAS, units=(CHILDREN,), agreed=True, purpose=why, **evening)
    return tale.told("reached_in_her_own_way", "Nås bara på sitt eget sätt")
