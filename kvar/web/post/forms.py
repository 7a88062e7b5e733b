"""When letters were sent: the day and the hour once, and a number for each that went registered."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.letters.addressees import REGISTERED, way_label
from kvar.casework.post.proving import PostedTold, number_field, ways_posted
from kvar.records.models import Letter
from kvar.web.ui.forms import ChoiceField, ClockField, Form, ManyField, PlainTextField, SwedishDateField

LONGEST_NUMBER = 40


class TakeOutForm(Form):
    because = PlainTextField(label=gettext_lazy("Varför ska brevet inte gå?"), longest=300)


class PostedForm(Form):
    """For one letter or a stack. ``letters``: those that nobody has said anything of."""

    sent_on = SwedishDateField(label=gettext_lazy("Vilken dag skickades eller lämnades det?"), past=True)
    sent_at = ClockField(label=gettext_lazy("Klockan"), required=False)

    def __init__(self, *args: Any, letters: Sequence[Letter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters
        if len(letters) == 1:
            ways = [(way, way_label(way)) for way in ways_posted(letters[0])]
            self.fields["way"] = ChoiceField(label=_("Hur?"), choices=ways, initial=letters[0].channel)
        else:
            choices = [(str(one.pk), _named(one)) for one in letters]
            every = [key for key, _label in choices]
            self.fields["sent"] = ManyField(label=_("Vilka brev gäller det?"), choices=choices, initial=every)
        self.sometimes_needed = tuple(number_field(one) for one in letters)
        for one in letters:
            if REGISTERED in (ways_posted(one) if len(letters) == 1 else (one.channel,)):
                self.fields[number_field(one)] = _number(one, alone=len(letters) == 1)

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        told = {
            one: PostedTold(
                way=typed.get("way") or one.channel,
                sent_on=typed["sent_on"],
                sent_at=typed["sent_at"],
                number=typed.get(number_field(one)) or "",
            )
            for one in self.letters
            if "sent" not in self.fields or str(one.pk) in typed["sent"]
        }
        return {"told": told}


def _named(letter: Letter) -> str:
    return f"{letter.recipient} – {letter.title}" if letter.recipient else letter.title


def _number(letter: Letter, *, alone: bool) -> PlainTextField:
    label = _("Rek-nummer") if alone else _("Rek-nummer, %s") % _named(letter)
    hint = _("Bara om det gick rekommenderat. Numret står på kvittot.") if alone else _("Numret står på kvittot.")
    return PlainTextField(label=label, help_text=hint, required=False, longest=LONGEST_NUMBER)
