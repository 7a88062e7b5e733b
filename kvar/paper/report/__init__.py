"""A report of numbers as data, and as PDF, spreadsheet and slides: every form says the same, from the same data."""
