"""Meetings about a case: called, held, decided at, agreed at; and what becomes of the promises."""
