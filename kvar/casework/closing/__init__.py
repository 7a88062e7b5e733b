"""The end of a case: outcomes, what hinders closing, what is found afterwards."""
