"""Kronofogden in a case: its course, the confirmation, the day of the eviction, the follow-up."""
