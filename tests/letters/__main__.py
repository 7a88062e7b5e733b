"""``python -m tests.letters``: write the approved texts anew. Then read what differs in git, before it is committed."""

import django

from tests.harness import environment

if __name__ == "__main__":
    environment.prepare()
    django.setup()
    from tests.letters.approving import write_anew

    write_anew()
