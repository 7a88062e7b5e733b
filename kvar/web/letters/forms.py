"""The few things that can be chosen about a letter. What it says is chosen in the address, where it is also read."""

from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms import ChoiceField, Form


class LetterForm(Form):
    channel = ChoiceField(
        label=_("Hur lämnas brevet?"),
        choices=[("post", _("Med post, i fönsterkuvert")), ("hand", _("Lämnas i handen"))],
        initial="post",
    )
