"""The network: who says what, from one pass over a paragraph.

Four layers of a small sentence encoder read the paragraph once and mark the
words that show that somebody speaks (cues). For each cue the two last layers
run again with that cue marked, and say of every other piece of the paragraph
whether it belongs to the source, to the words said, or to neither.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
LAYERS = 6
CUE_CLASSES = 3
LINK_CLASSES = 3
PIECES = 30522
LONGEST = 512


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float) -> None:
        """Make the weights."""
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Read: mask is 0 where a piece may be looked at, a large negative elsewhere."""
        rows, length, _ = hidden.shape
        shape = (rows, length, HEADS, WIDTH // HEADS)
        query, key, value = (
            part(hidden).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask[:, None, None, :].to(query.dtype)
        seen = functional.softmax(scores, dim=-1) @ value
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.out_norm(hidden + self.dropout(self.out(seen)))
        return self.narrow_norm(
            hidden + self.dropout(self.narrow(functional.gelu(self.wide(hidden))))
        )


class Attribution(nn.Module):
    """Cues of a paragraph, and what each is joined to."""

    def __init__(self, *, shared: int = 4, dropout: float = 0.1) -> None:
        """Make the weights; `shared` layers read a paragraph once, the others once a cue."""
        super().__init__()
        self.shared = shared
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.cue_head = nn.Linear(WIDTH, CUE_CLASSES)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.link_head = nn.Linear(WIDTH, LINK_CLASSES)

    def read(self, pieces: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Read paragraphs: the state of each piece and the scores of its being a cue."""
        spots = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.dropout(self.norm(self.words(pieces) + self.places(spots)[None] + self.kind))
        for layer in self.layers[: self.shared]:
            hidden = layer(hidden, mask)
        return hidden, self.cue_head(hidden)

    def join(self, hidden: Tensor, marked: Tensor, mask: Tensor | None) -> Tensor:
        """Score each piece as nothing, source or words said of the cue marked with 1."""
        hidden = hidden + marked[:, :, None].to(hidden.dtype) * self.mark
        for layer in self.layers[self.shared :]:
            hidden = layer(hidden, mask)
        return self.link_head(hidden)

    def begin_from(self, weights: Path) -> None:
        """Take the weights of the sentence encoder all-MiniLM-L6-v2."""
        found = load_file(weights)
        own = {"words.weight": found["embeddings.word_embeddings.weight"]}
        own["places.weight"] = found["embeddings.position_embeddings.weight"]
        own["kind"] = found["embeddings.token_type_embeddings.weight"][0]
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
        }
        names |= {"out": "attention.output.dense", "out_norm": "attention.output.LayerNorm"}
        names |= {
            "wide": "intermediate.dense",
            "narrow": "output.dense",
            "narrow_norm": "output.LayerNorm",
        }
        for end in ("weight", "bias"):
            own[f"norm.{end}"] = found[f"embeddings.LayerNorm.{end}"]
            for at in range(LAYERS):
                for mine, theirs in names.items():
                    own[f"layers.{at}.{mine}.{end}"] = found[f"encoder.layer.{at}.{theirs}.{end}"]
        left = self.load_state_dict(own, strict=False)
        expected = {
            "mark",
            "cue_head.weight",
            "cue_head.bias",
            "link_head.weight",
            "link_head.bias",
        }
        if set(left.missing_keys) != expected or left.unexpected_keys:
            raise ValueError(f"{weights}: not the encoder that was expected: {left}")
