"""Does what brings the routine into use fit the rest: its passages and steps, the contacts and the city's own links?"""

from collections.abc import Iterator, Sequence

from kvar.content.citations import steps_of
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.introduction import Introduction
from kvar.content.nearest import nearest
from kvar.content.organisation import ProcessLeader
from kvar.content.yaml_file import Where


def introduction_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit in ``introduction.yaml``."""
    file, told = draft.introduction.file, draft.introduction.shape
    passages = {passage.id for part in draft.handbook for passage in part.shape.passages}
    steps = {step.id for _part, _number, step in steps_of(draft.step_lists)}
    lists = {part.shape.list for part in draft.step_lists}
    for where, id in _passages_named(told):
        if id not in passages:
            yield file.finding(where, f"Stycket {id} finns inte. {nearest(id, passages)}")
    for number, section in enumerate(told.summary):
        if section.list not in lists:
            sentence = f"Listan {section.list} finns inte. {nearest(section.list, lists)}"
            yield file.finding(("summary", number, "list"), sentence)
        for id in section.steps:
            if id not in steps or not id.startswith(section.list):
                sentence = f"Steget {id} finns inte i listan {section.list}. Kontrollera numret."
                yield file.finding(("summary", number, "steps"), sentence)


def _passages_named(told: Introduction) -> Iterator[tuple[Where, str]]:
    yield from ((("reading", number), id) for number, id in enumerate(told.reading))
    for number, activity in enumerate(told.activities):
        if activity.passage:
            yield ("activities", number, "passage"), activity.passage
    for number, row in enumerate(told.agenda):
        if row.passage:
            yield ("agenda", number, "passage"), row.passage


def contact_findings(draft: Draft) -> Iterator[Finding]:
    """A vacant post names who covers for it, and that one is not vacant too. A filled one can be reached."""
    file, city = draft.organisation.file, draft.organisation.shape
    posts, places = city.process_leaders, {place.id for place in city.administrations}
    for number, post in enumerate(posts):
        if post.placement not in places:
            sentence = f"Förvaltningen {post.placement} i {post.id} finns inte. {nearest(post.placement, places)}"
            yield file.finding(("process_leaders", number, "placement"), sentence)
        if fault := _hard_to_reach(post, posts):
            yield file.finding(("process_leaders", number, *(["cover"] if post.cover else [])), fault)


def _hard_to_reach(post: ProcessLeader, posts: Sequence[ProcessLeader]) -> str:
    """Why nobody can be asked, if so."""
    if not post.vacant:
        reached = post.phone or post.email
        return "" if reached else f"{post.id} har ett namn men går inte att nå. Skriv phone eller email."
    if post.cover is None:
        return f"{post.id} är vakant. Skriv i cover vem som tar frågorna så länge."
    covering = [one for one in posts if one.id == post.cover]
    if not covering:
        return f"{post.cover} finns inte bland process_leaders. {nearest(post.cover, [one.id for one in posts])}"
    if covering[0].vacant:
        return f"{post.id} är vakant, och {post.cover} som ska ta frågorna är också vakant. Välj någon annan."
    return ""


def local_link_findings(draft: Draft) -> Iterator[Finding]:
    """A link of the city's own is shown on chapters that exist."""
    file, chapters = draft.organisation.file, {part.shape.id for part in draft.handbook}
    for number, link in enumerate(draft.organisation.shape.local_links):
        for id in sorted(set(link.chapters) - chapters):
            sentence = f"Sidan {id} finns inte i handboken. {nearest(id, chapters)}"
            yield file.finding(("local_links", number, "chapters"), sentence)
