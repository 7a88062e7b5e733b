"""What Kronofogden has published, from a file with its own source and day, beside what we have published ourselves."""
