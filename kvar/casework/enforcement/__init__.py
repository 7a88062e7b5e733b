"""Kronofogden in a case: its course, our confirmation, the day of the eviction, and the follow-up after it."""
