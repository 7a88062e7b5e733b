"""Statistics: read-only questions. Each measure's docstring is the definition that the page shows, in Swedish."""
