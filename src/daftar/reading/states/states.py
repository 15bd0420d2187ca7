"""States: what holds of a place or of two parties: control, access, relations.

Takes a cut Text and its Scene. Gives Drafts, in text order. Promises that each is told once in a document.
"""

from daftar.reading.draft import Draft
from daftar.reading.language.sentences import Text
from daftar.reading.scene.scene import Scene
from daftar.reading.states.access import read_access
from daftar.reading.states.control import read_control
from daftar.reading.states.relations import read_relations
from daftar.reading.states.sites import find_site_names


def read_states(text: Text, scene: Scene) -> tuple[Draft, ...]:
    """The control, access and relation claims of the text, in text order."""
    names = find_site_names(text, scene.places)
    drafts = (*read_control(text, scene, names), *read_access(text, scene, names), *read_relations(text, scene))
    return tuple(sorted(drafts, key=lambda draft: draft.anchor))
