"""Min dag: the lanes, and the open steps of the cases that somebody may see."""
