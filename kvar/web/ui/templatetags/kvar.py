"""Filters that every template has. ``{{ due|day:today }}``, ``{{ due|distance:today }}``, ``{{ debt|kronor }}`` …"""

from django import template

from kvar.web.ui import bidi, wording

register = template.Library()

for word in (
    wording.day,
    wording.short_day,
    wording.distance,
    wording.kronor,
    wording.clock_time,
    wording.timestamp,
    wording.count_of,
    bidi.numbers_kept,
):
    register.filter(word.__name__, word)
