"""Deadlines as people read them: the day, how certain it is, how it was counted, what would change it."""
