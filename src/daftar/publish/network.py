"""Network: who stands with or against whom, as geometry.

Takes a Record. Gives parties on an ellipse and the relations between them. Promises that only asserted relations are drawn, each with
the claim that says so, and that no name leaves the canvas.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

from daftar.model import Record, State
from daftar.publish.wording import shorten, voice_words

WIDTH, HEIGHT = 760.0, 440.0
ACROSS, DOWN = 190.0, 165.0
MOST_PARTIES = 18
LETTER = 7.6


@dataclass(frozen=True, slots=True)
class Node:
    """A party at x, y, its name at `label_x`, `label_y`; `anchor` is start, middle or end: the side on which the name stands."""

    name: str
    x: float
    y: float
    anchor: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation. `path` is an SVG path; `type` the codebook's word."""

    path: str
    type: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Network:
    """The picture; `left_out` parties did not find room."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def party_network(record: Record) -> Network | None:
    """The parties and their asserted relations, the most connected first; None where there is none."""
    states = [
        state for state in record.states if state.kind == "relation" and state.modality == "asserted" and state.parties
    ]
    names: dict[str, str] = {}
    degree: Counter[str] = Counter()
    pairs: list[tuple[str, str, State]] = []
    for state in states:
        a, b = _key(state.subject), _key(state.parties[0])
        if a == b:
            continue
        for key, name in ((a, state.subject), (b, state.parties[0])):
            names.setdefault(key, name)
            degree[key] += 1
        pairs.append((a, b, state))
    if not pairs:
        return None
    chosen = sorted(degree, key=lambda key: (-degree[key], key))[:MOST_PARTIES]
    places = _around(_neighbours_together(chosen, pairs))
    between: Counter[frozenset[str]] = Counter()
    edges: list[Edge] = []
    for a, b, state in pairs:
        if a in places and b in places:
            edges.append(_edge(places[a], places[b], state, between[frozenset((a, b))]))
            between[frozenset((a, b))] += 1
    nodes = tuple(_node(names[key], x, y) for key, (x, y) in places.items())
    return Network(WIDTH, HEIGHT, nodes, tuple(edges), len(degree) - len(chosen))


def _key(name: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", name.casefold()).strip()


def _neighbours_together(keys: list[str], pairs: list[tuple[str, str, State]]) -> list[str]:
    """An order in which a party stands beside one that it is tied to, so that lines are short."""
    ties: dict[str, list[str]] = {key: [] for key in keys}
    for a, b, _ in pairs:
        if a in ties and b in ties:
            ties[a].append(b)
            ties[b].append(a)
    order: dict[str, None] = {}
    for start in keys:
        stack = [start]
        while stack:
            key = stack.pop()
            if key not in order:
                order[key] = None
                stack += sorted(set(ties[key]) - order.keys(), reverse=True)
    return list(order)


def _around(keys: list[str]) -> dict[str, tuple[float, float]]:
    step = 2 * math.pi / len(keys)
    return {
        key: (
            round(WIDTH / 2 + ACROSS * math.cos(n * step - math.pi / 2), 1),
            round(HEIGHT / 2 + DOWN * math.sin(n * step - math.pi / 2), 1),
        )
        for n, key in enumerate(keys)
    }


def _node(name: str, x: float, y: float) -> Node:
    """The name stands outside the ellipse, cut to the room that is there."""
    if abs(x - WIDTH / 2) < 25:
        return Node(shorten(name, 40), x, y, "middle", x, y - 13 if y < HEIGHT / 2 else y + 23)
    room = max(8, int((min(x, WIDTH - x) - 14) / LETTER))
    right = x > WIDTH / 2
    return Node(shorten(name, room), x, y, "start" if right else "end", x + (11 if right else -11), y + 4.5)


def _edge(a: tuple[float, float], b: tuple[float, float], state: State, before: int) -> Edge:
    """A line bent towards the middle, more with each that lies between the same two, so that none hides another."""
    bend = 0.2 + 0.2 * (before % 4)
    x = (a[0] + b[0]) / 2 * (1 - bend) + WIDTH / 2 * bend
    y = (a[1] + b[1]) / 2 * (1 - bend) + HEIGHT / 2 * bend
    # Two parties opposite one another have the middle between them: there only a step to the side parts the lines.
    x += 22 * (before % 4)
    reach = math.hypot(b[0] - x, b[1] - y) or 1.0
    end = (b[0] - 12 * (b[0] - x) / reach, b[1] - 12 * (b[1] - y) / reach)
    path = f"M{a[0]:.1f} {a[1]:.1f}Q{x:.1f} {y:.1f} {end[0]:.1f} {end[1]:.1f}"
    said = shorten("; ".join(dict.fromkeys(map(voice_words, state.voices))))
    words = f"{shorten(state.subject)} {state.status.replace('_', ' ')} {shorten(state.parties[0])}, says {said}"
    return Edge(path, state.status, words, state.claims[0])
