"""The door for calendars outside: days and times, and not a word about anybody."""
