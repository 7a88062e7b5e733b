"""What we do: the only floor that writes. Folders are nouns; what lies beside them is what several of them stand on.

``access`` (its tables are data), ``journal``, ``facts`` and ``plans`` carry everything: an act asks ``access``, changes
rows and ends in ``journal``; a reader asks ``access`` and computes a plan from facts. ``time`` is the night.
No folder imports in a circle (``tests/conventions/test_imports.py``).
"""
