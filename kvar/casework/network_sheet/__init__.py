"""The sheet that a unit brings to its network each month: its own administration's running counts on one A4."""
