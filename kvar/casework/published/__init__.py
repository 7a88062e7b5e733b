"""What may be shown to all: counted once per quarter, small numbers hidden for good, stored, and from then on read."""
