"""Network: one compact encoder with many heads.

Takes the pieces of a window of words and the rules' marks on them. Gives, for each word, what it may carry a claim of; the vectors by
which a claim finds the phrases of its slots; and logits of its modality, status, means and scope. The encoder is BERT's (Devlin et al., 2019),
begun from all-MiniLM-L6-v2 (Apache-2.0), of which the lower layers are kept.
"""

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from daftar.reading.judge.answers import DISTANCES, SENTENCES_APART
from daftar.reading.judge.labels import CHOICES, LABELS, MARKS, SLOTS

WIDTH, HEADS, PIECES, LONGEST = 384, 12, 30522, 512
POINT = 48
"""Width of the vectors by which a slot is looked for."""
CHOSEN = sum(map(len, CHOICES.values()))
RARE = -4.5
"""Where the logits of the anchors begin: one word in a hundred carries a claim."""


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm_out, self.norm_down = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.drop = drop

    def forward(self, x: Tensor, unseen: Tensor | None) -> Tensor:
        """`x` [batch, pieces, width]; `unseen` is added to the attention, None where nothing is padded."""
        batch, pieces, _ = x.shape
        query, key, value = (
            part(x).view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if unseen is None:
            found = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS), -1) @ value
        else:
            # Nothing is dropped from the attention itself: on a processor that takes as long as all the rest.
            found = functional.scaled_dot_product_attention(query, key, value, attn_mask=unseen)
        found = self.out(found.transpose(1, 2).reshape(batch, pieces, WIDTH))
        x = self.norm_out(x + functional.dropout(found, self.drop, self.training))
        found = self.down(functional.gelu(self.up(x)))
        return self.norm_down(x + functional.dropout(found, self.drop, self.training))


class Network(nn.Module):
    """The encoder and its heads; the biases beside the heads are applied by whoever decides (`judge/decide.py`)."""

    def __init__(self, layers: int, drop: float = 0.1) -> None:
        super().__init__()
        self.drop = drop
        self.words, self.positions = nn.Embedding(PIECES, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.same, self.norm = nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.marks_in, self.marks_out = (nn.Linear(len(MARKS), WIDTH, bias=False) for _ in range(2))
        nn.init.zeros_(self.marks_in.weight)  # begins as the encoder was without marks
        nn.init.normal_(self.marks_out.weight, std=0.02)
        self.anchor_mid, self.anchor = nn.Linear(WIDTH, 256), nn.Linear(256, len(LABELS))
        nn.init.constant_(self.anchor.bias, RARE)
        self.rules = nn.Parameter(torch.full((len(LABELS),), 2.0))
        slots = len(SLOTS)
        self.ask, self.start, self.end = (nn.Linear(WIDTH, slots * POINT) for _ in range(3))
        self.none = nn.Linear(WIDTH, 2 * slots)
        self.choose_mid, self.choose = nn.Linear(WIDTH, 256), nn.Linear(256, CHOSEN)
        self.ask_label = nn.Parameter(torch.zeros(len(LABELS), slots * POINT))
        self.none_label = nn.Parameter(torch.zeros(len(LABELS), 2 * slots))
        self.silent = nn.Parameter(torch.ones(slots))
        self.far = nn.Parameter(torch.zeros(2 * slots, 2 * len(DISTANCES)))
        self.far_sentence = nn.Parameter(torch.zeros(2 * slots, 2 * SENTENCES_APART + 1))
        self.choose_label = nn.Parameter(torch.zeros(len(LABELS), CHOSEN))
        self.choose_as = nn.Parameter(1.5 * torch.eye(CHOSEN))

    def begin_from(self, weights: Path) -> None:
        """Takes the encoder's weights from a file of all-MiniLM-L6-v2."""
        from safetensors.torch import load_file

        theirs = load_file(weights)
        self.words.weight.data = theirs["embeddings.word_embeddings.weight"]
        self.positions.weight.data = theirs["embeddings.position_embeddings.weight"]
        self.same.data = theirs["embeddings.token_type_embeddings.weight"][0].clone()
        named = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "norm_out": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm_down": "output.LayerNorm",
        }  # fmt: skip
        pairs = [(self.norm, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            pairs += [(getattr(layer, ours), f"encoder.layer.{number}.{name}") for ours, name in named.items()]
        for ours, name in pairs:
            ours.weight.data, ours.bias.data = theirs[f"{name}.weight"], theirs[f"{name}.bias"]

    def forward(self, ids: Tensor, first: Tensor, marks: Tensor, unseen: Tensor | None = None) -> tuple[Tensor, ...]:
        """`ids` [batch, pieces], `first` [batch, words] the first piece of each word, `marks` [batch, pieces, marks] on first pieces.

        Gives anchor [batch, words, labels], ask, start, end [batch, words, slots × POINT], none [batch, words, 2 × slots], choose [batch, words, choices].
        """
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.same + self.marks_in(marks)
        x = functional.dropout(self.norm(x), self.drop, self.training)
        for layer in self.layers:
            x = layer(x, unseen)
        x = x + self.marks_out(marks)
        words = x.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        words = functional.dropout(words, self.drop, self.training)
        ruled = marks.gather(1, first.unsqueeze(-1).expand(-1, -1, len(MARKS)))
        begin = MARKS.index(".".join(LABELS[0]))
        anchor = self.anchor(functional.gelu(self.anchor_mid(words)))
        anchor = anchor + self.rules * ruled[..., begin : begin + len(LABELS)]
        chosen = self.choose(functional.gelu(self.choose_mid(words)))
        return anchor, self.ask(words), self.start(words), self.end(words), self.none(words), chosen
