"""From trained weights to what the package ships: an int8 ONNX file, its tokenizer, a manifest.

Weights and embeddings become 8-bit integers, activations are quantised as they come (dynamic
quantisation); a window goes through on its own, so there is no padding and no mask.
"""

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from quotes.tagger.network import LINK, Network, pretrained_folder
from quotes.tagger.pieces import Numbers
from quotes.tagger.words import FEATURES

MODEL, TOKENIZER, MANIFEST = "tagger.onnx", "tokenizer.json", "manifest.json"


class OneWindow(nn.Module):
    """The network on one window, its scores gathered at the first piece of each word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces` (length), `features` (length × names), `first` (words): all int64.

        Returns `labels` (words × 7) and `links` (words + 1 × 4 × 64), the root first.
        """
        labels, links = self.network(pieces[None], None, features[None])
        with_root = torch.cat([torch.zeros_like(first[:1]), first])
        return labels[0][first], links[0][with_root].view(-1, 4, LINK)


def write(network: Network, numbers: Numbers, folder: Path) -> None:
    """Write the model to `folder`: what `quotes.tagger.runtime.load` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        _trace(OneWindow(network).eval(), exact)
        _quantize(exact, folder / MODEL)
    shutil.copyfile(pretrained_folder() / TOKENIZER, folder / TOKENIZER)
    manifest = {
        "sha256": {name: _digest(folder / name) for name in (MODEL, TOKENIZER)},
        "transitions": network.crf.tolist(),
        "start": network.begin.tolist(),
        "distance": network.distance.tolist(),
        "features": [[*pair, number] for pair, number in numbers.items()],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _trace(window: OneWindow, path: Path) -> None:
    length, words, names = 12, 8, len(FEATURES)
    example = (
        torch.ones(length, dtype=torch.long),
        torch.zeros(length, names, dtype=torch.long),
        torch.arange(1, words + 1),
    )
    with warnings.catch_warnings():
        # The tracer warns of shapes read in Python: head counts, which never change.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            window,
            example,
            str(path),
            input_names=["pieces", "features", "first"],
            output_names=["labels", "links"],
            dynamic_axes={"pieces": {0: "length"}, "features": {0: "length"},
                          "first": {0: "words"}},
            opset_version=17,
            dynamo=False,
        )  # fmt: skip


def _quantize(exact: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exact,
        path,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
