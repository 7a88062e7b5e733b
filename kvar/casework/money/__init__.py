"""Money: the debt and what it takes to keep the home, payments we have promised, undertakings, deviations."""
