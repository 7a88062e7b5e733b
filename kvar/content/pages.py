"""The pages of Kvar that a text may lead to, by a word of its own: ``[Kontakt](sida:kontakt)``, ``page: kontakt``.

Where each one is, is known by ``kvar.web.ui.addresses`` alone.
"""

from enum import StrEnum


class PageWord(StrEnum):
    INTRODUCTION = "inforande"
    DIALOGUE = "dialog"
    SHEET = "dialogblad"
    GATHERED = "till_processledarna"
    PLAN = "plan"
    SUPPORT = "stodpaket"
    SUMMARY = "sammanfattning"
    CONTACTS = "kontakt"
    SLIDES = "bildspel"
