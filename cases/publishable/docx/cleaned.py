"""A DOCX as it may be published: the words and pictures of its pages, and nothing else."""

from typing import Final

from cases.letters.markup import W
from cases.letters.styles import styles_of
from cases.publishable.authors import authors_of, forget
from cases.publishable.cropping import crop
from cases.publishable.docx import hidden, plain_fields, revisions, traces
from cases.publishable.drawn import as_literals, drop_behind_drawings
from cases.publishable.embedded import strip_pictures
from cases.publishable.graph import drop_unused, keep_needed
from cases.publishable.noted import Removed
from cases.publishable.office import TEXT_PARTS, Office
from cases.publishable.properties import note_properties

COMMENTS: Final = "批注{n}处"


def clean_docx(office: Office, removed: Removed) -> bytes:
    """The container without metadata, comments, tracked changes, hidden text and old pictures."""
    note_properties(office, removed)
    authors = authors_of(office)
    for part in office.of_type(".comments+xml"):
        removed.note(COMMENTS, len(office.root(part).findall(f"{W}comment")))
    keep_needed(office, removed)
    styles = styles_of(office.package)
    roots = [office.root(part) for part in office.of_type(*TEXT_PARTS)]
    for root in roots:
        traces.refuse_objects(root)
        revisions.accept(root, removed)
        traces.drop_traces(root, removed)
        hidden.drop_hidden(root, styles, removed)
        plain_fields.plain(root, removed)
        drop_behind_drawings(root, removed)
    hidden.show_styles(office)
    hidden.drop_unread_notes(office, removed)
    hidden.drop_unseen_headers(office)
    traces.drop_bookmarks(roots, removed)
    traces.drop_settings(office, removed)
    drop_unused(office, removed)
    as_literals(office, removed)
    drop_unused(office, removed)
    for part in [name for name in office.parts if office.is_xml(name) and name in office.types]:
        traces.drop_sessions(office.root(part), removed)
    forget(office, authors, removed)
    crop(office, removed)
    drop_unused(office, Removed())  # pictures of which only a part is shown
    strip_pictures(office, removed)
    return office.packed()
