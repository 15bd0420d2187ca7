"""Network: who stands with or against whom, as geometry.

Takes a Record. Gives parties on an ellipse and the relations between them. Promises that only asserted relations are drawn, each with
the claim that says so.
"""

import math
import re
from dataclasses import dataclass

from daftar.model import Record, State

WIDTH, HEIGHT = 760.0, 440.0
MOST_PARTIES = 22


@dataclass(frozen=True, slots=True)
class Node:
    """A party. `anchor` is start, middle or end: the side on which the name stands."""

    name: str
    x: float
    y: float
    anchor: str


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
    degree: dict[str, int] = {}
    pairs: list[tuple[str, str, State]] = []
    for state in states:
        a, b = _key(state.subject), _key(state.parties[0])
        if a == b:
            continue
        for key, name in ((a, state.subject), (b, state.parties[0])):
            names.setdefault(key, name)
            degree[key] = degree.get(key, 0) + 1
        pairs.append((a, b, state))
    if not pairs:
        return None
    chosen = sorted(degree, key=lambda key: (-degree[key], key))[:MOST_PARTIES]
    places = _around(_neighbours_together(chosen, pairs))
    nodes = tuple(Node(names[key], x, y, _side(x)) for key, (x, y) in places.items())
    edges = tuple(
        _edge(places[a], places[b], names[a], names[b], state) for a, b, state in pairs if a in places and b in places
    )
    return Network(WIDTH, HEIGHT, nodes, edges, len(degree) - len(chosen))


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
            round(WIDTH / 2 + 210 * math.cos(n * step - math.pi / 2), 1),
            round(HEIGHT / 2 + 165 * math.sin(n * step - math.pi / 2), 1),
        )
        for n, key in enumerate(keys)
    }


def _side(x: float) -> str:
    return "middle" if abs(x - WIDTH / 2) < 40 else "start" if x > WIDTH / 2 else "end"


def _edge(a: tuple[float, float], b: tuple[float, float], a_name: str, b_name: str, state: State) -> Edge:
    """A line bent towards the middle, so that those between neighbours do not hide one another."""
    bend = 0.25
    x = (a[0] + b[0]) / 2 * (1 - bend) + WIDTH / 2 * bend
    y = (a[1] + b[1]) / 2 * (1 - bend) + HEIGHT / 2 * bend
    reach = math.hypot(b[0] - x, b[1] - y) or 1.0
    end = (b[0] - 12 * (b[0] - x) / reach, b[1] - 12 * (b[1] - y) / reach)
    path = f"M{a[0]:.1f} {a[1]:.1f}Q{x:.1f} {y:.1f} {end[0]:.1f} {end[1]:.1f}"
    words = f"{a_name} {state.status.replace('_', ' ')} {b_name}, says {'; '.join(dict.fromkeys(state.voices))}"
    return Edge(path, state.status, words, f"claim-{state.claims[0]}")
