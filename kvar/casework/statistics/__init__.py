"""The arithmetic of the follow-up: pure functions over numbers. No database, no people, no chance."""
