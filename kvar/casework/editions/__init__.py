"""Editions of the content: drafts that people change, and what two of them have switched on."""
