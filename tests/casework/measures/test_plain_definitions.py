"""What every page says of a measure, and of a picture, can be read in one breath."""

import re

import pytest

from kvar.casework.equal_treatment.words import LIMITS
from kvar.casework.follow_up_report import picture_words
from kvar.casework.measures.registry import MEASURES
from kvar.casework.network_sheet.counted import last_days_met

MOST_WORDS = 25
TOLD = {one.id: one.definition for one in (*MEASURES, last_days_met)}
TOLD |= {name: " ".join(map(str, words)) for name, words in vars(picture_words).items() if isinstance(words, tuple)}
TOLD["LIMITS"] = str(LIMITS)


@pytest.mark.parametrize("name", TOLD)
def test_no_sentence_is_longer_than_a_breath(name: str) -> None:
    sentences = re.split(r"(?<=[.?!:]) ", TOLD[name])
    assert [one for one in sentences if len(one.split()) > MOST_WORDS] == []
