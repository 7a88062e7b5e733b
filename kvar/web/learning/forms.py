"""What is written after an eviction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.learning.reviewing import ReviewTold
from kvar.content.load import load
from kvar.web.ui.forms import ManyField, PlainTextField, VersionedForm, choices_of

NOBODY = _("Skriv om vårt arbete, så att ingen kan kännas igen. Inga namn, adresser eller nummer.")


class ReviewForm(VersionedForm):
    hindrances = ManyField(
        label=_("Vad hade kunnat hindra avhysningen?"), help_text=_("Välj allt som stämmer. Det gäller vårt arbete.")
    )
    could_have = PlainTextField(label=_("Med egna ord"), lines=4, required=False, help_text=NOBODY)
    next_time = PlainTextField(label=_("Vad gör vi annorlunda nästa gång?"), lines=4, required=False, help_text=NOBODY)
    took_part = ManyField(label=_("Vilka var med i samtalet?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = load().coordination.learning
        self.fields["hindrances"].choices = choices_of(words.hindrances)
        self.fields["took_part"].choices = choices_of(words.took_part)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = {name: tuple(said[name]) for name in ("hindrances", "took_part")}
        return {"told": ReviewTold(**(said | chosen))}
