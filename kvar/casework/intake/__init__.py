"""What arrives: registered, joined to a household, undone, passed on to the right board."""
