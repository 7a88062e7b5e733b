"""The fields of a telling to somebody outside: about what, what is said, and on which ground where no consent is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.content.load import load
from kvar.web.ui.forms.choices import ChoiceField, ManyField, choices_of
from kvar.web.ui.forms.form import Form
from kvar.web.ui.forms.texts import PlainTextField


class TellingFields(Form):
    scope = ManyField(label=_("Vad handlar det om?"))
    what = PlainTextField(label=_("Vad berättar ni?"), longest=400, lines=3)
    ground = ChoiceField(label=_("Utan samtycke: vilken grund?"), required=False)
    ground_text = PlainTextField(label=_("Lag och paragraf, eller varför"), required=False, longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = load().coordination
        self.fields["scope"].choices = choices_of(words.scopes)
        self.fields["ground"].choices = choices_of(words.grounds, first=("", _("Samtycke finns")))
