"""Bringing the routine into use: a unit's meetings, what they decide, and the plan. About no household."""
