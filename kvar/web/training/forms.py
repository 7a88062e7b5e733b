"""One question, its choices as radios."""

from typing import Any

from kvar.casework.training.questions import QuestionAsked
from kvar.web.ui.forms import ChoiceField, Form


class AnswerForm(Form):
    choice = ChoiceField()

    def __init__(self, *args: Any, asked: QuestionAsked, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{asked.id}-%s", **kwargs)
        self.fields["choice"].choices = [(choice.id, choice.text) for choice in asked.choices]
        self.fields["choice"].label = asked.text
