"""From data to weights: ``python -m quotes.tagger.train TRAIN.jsonl --work DIR``.

Resumable: what DIR holds (parses, last checkpoint) is not done again, so a run that was broken off
goes on where it stood. Seeded: on one machine the same command gives the same weights. The rates
fall from the top layer down (Howard and Ruder, 2018) and linearly over time; what is kept is the
moving average of the weights (Polyak and Juditsky, 1992). An epoch over PolNeAR's 840 documents
takes about seven minutes on two cores with bfloat16.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from quotes.tagger import corpus, decode, windows
from quotes.tagger.corpus import Gold
from quotes.tagger.network import DEPTH, LINK, Network, pretrained, pretrained_folder
from quotes.tagger.words import FEATURES

_OPENS, _CLOSES, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of BERT's vocabulary
_SAVE_EVERY, _REPORT_EVERY = 200, 50
_BATCH, _POOL = 16, 320  # windows a step; windows sorted by length together


@dataclass(frozen=True, slots=True)
class Rates:
    """What the run can be told; the defaults were chosen on the dev split."""

    encoder: float = 3e-4
    heads: float = 1e-3
    small: float = 3e-3
    decay: float = 0.85
    warm: float = 0.06
    links: float = 0.1
    average: float = 0.99


@dataclass(frozen=True, slots=True)
class Example:
    """One window, ready for the network: pieces, the first piece of each word, gold."""

    pieces: list[int]
    features: list[list[int]]
    first: list[int]
    labels: list[int]
    links: list[corpus.Link]


class Encoder:
    """Words to pieces and feature values to numbers; the numbers are fixed by the training set."""

    def __init__(self, documents: Sequence[Gold]) -> None:
        values = {(name, value) for one in documents for row in one.words.features
                  for name, value in zip(FEATURES, row, strict=True) if value}  # fmt: skip
        self.numbers = {key: index for index, key in enumerate(sorted(values), start=1)}
        self._tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def pieces(self, gold: Gold) -> list[list[int]]:
        """The word pieces of each word; a word without any counts as unknown."""
        texts = [gold.words.text[start:end] for start, end in gold.words.spans]
        encoded = self._tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
        found: list[list[int]] = [[] for _ in texts]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            found[word].append(piece)
        return [each or [_UNKNOWN] for each in found]

    def example(self, gold: Gold, pieces: list[list[int]], window: windows.Window) -> Example:
        """One window of a document."""
        nothing = [0] * len(FEATURES)
        ids, features, first = [_OPENS], [nothing], []
        for index in range(*window):
            first.append(len(ids))
            row = zip(FEATURES, gold.words.features[index], strict=True)
            numbers = [self.numbers.get(pair, 0) for pair in row]
            ids += pieces[index]
            features += [numbers] * len(pieces[index])
        labels = list(gold.labels[slice(*window)])
        found = corpus.links(gold, window)
        return Example([*ids, _CLOSES], [*features, nothing], first, labels, found)


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, padded; `links` has the columns row, kind, first, last, target."""

    pieces: Tensor
    mask: Tensor
    features: Tensor
    first: Tensor
    labels: Tensor
    present: Tensor
    links: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """The examples side by side."""
    rows, long = len(examples), max(len(e.pieces) for e in examples)
    wide = max(len(e.first) for e in examples)
    batch = Batch(
        torch.zeros(rows, long, dtype=torch.long),
        torch.zeros(rows, long, dtype=torch.bool),
        torch.zeros(rows, long, len(FEATURES), dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.bool),
        torch.tensor([(row, link.kind, link.first, link.last, link.target)
                      for row, e in enumerate(examples) for link in e.links]).view(-1, 5),
    )  # fmt: skip
    for row, example in enumerate(examples):
        pieces, words = len(example.pieces), len(example.first)
        batch.pieces[row, :pieces] = torch.tensor(example.pieces)
        batch.mask[row, :pieces] = True
        batch.features[row, :pieces] = torch.tensor(example.features)
        batch.first[row, :words] = torch.tensor(example.first)
        batch.labels[row, :words] = torch.tensor(example.labels)
        batch.present[row, :words] = True
    return batch


def loss(network: Network, batch: Batch, weight: float) -> Tensor:
    """Negative log-likelihood of the labels a word, plus `weight` times that of the links."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        labels, links = network(batch.pieces, batch.mask, batch.features)
    labels, links = labels.float(), links.float()
    at = batch.first[..., None]
    scores = labels.gather(1, at.expand(-1, -1, labels.shape[2]))
    vectors = links.gather(1, at.expand(-1, -1, links.shape[2]))
    spans = crf(network, scores, batch.labels, batch.present).sum() / batch.present.sum()
    vectors = torch.cat([links[:, :1], vectors], 1)
    linked = [_link_loss(network, vectors, batch, kind) for kind in (0, 1)]
    total: Tensor = spans + weight * sum(linked)
    return total


def crf(network: Network, scores: Tensor, labels: Tensor, present: Tensor) -> Tensor:
    """The negative log-likelihood of each row under a linear-chain CRF (Lafferty et al., 2001)."""
    transitions, begin = network.crf, network.begin
    barred, barred_begin = (torch.from_numpy(part) for part in decode.legal(
        network.crf.detach().numpy() * 0, network.begin.detach().numpy() * 0))  # fmt: skip
    transitions, begin = transitions + barred, begin + barred_begin
    alpha = begin + scores[:, 0]
    for step in range(1, scores.shape[1]):
        after = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, step]
        alpha = torch.where(present[:, step, None], after, alpha)
    gold = (scores.gather(2, labels[..., None])[..., 0] * present).sum(1) + begin[labels[:, 0]]
    gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * present[:, 1:]).sum(1)
    result: Tensor = torch.logsumexp(alpha, 1) - gold
    return result


def _link_loss(network: Network, vectors: Tensor, batch: Batch, kind: int) -> Tensor:
    """Cross-entropy of each link's target among all words of its window (and nobody)."""
    links = batch.links[batch.links[:, 1] == kind]
    if not len(links):
        return torch.zeros(())
    row, first, last, target = links[:, 0], links[:, 2], links[:, 3], links[:, 4]
    parts = vectors.view(*vectors.shape[:2], 4, LINK)
    seeking, sought = parts[:, :, 2 * kind], parts[:, :, 2 * kind + 1]
    query = (seeking[row, first + 1] + seeking[row, last + 1]) / 2
    score = torch.einsum("nd,nwd->nw", query, sought[row]) / LINK**0.5
    place = torch.arange(vectors.shape[1] - 1)
    near = torch.where(place > last[:, None], last[:, None], first[:, None])
    score = score + functional.pad(network.distance[kind][_bucket(place - near)], (1, 0))
    nobody = torch.full((len(links), 1), kind == 1)
    allowed = torch.cat([nobody, batch.present[row]], 1)
    return functional.cross_entropy(score.masked_fill(~allowed, decode.FORBIDDEN), target + 1)


def _bucket(distance: Tensor) -> Tensor:
    table = torch.tensor([decode.bucket(d) for d in range(-windows.WIDTH, windows.WIDTH + 1)])
    return table[distance + windows.WIDTH]


def groups(network: Network, rates: Rates) -> list[dict[str, Any]]:
    """Parameters with their rates: lower layers learn slower, heads faster."""
    found = []
    for name, parameter in network.named_parameters():
        part = name.partition(".")[0]
        if part in ("crf", "begin", "distance", "feature"):
            rate = rates.small
        elif part in ("labels", "links"):
            rate = rates.heads
        else:
            depth = int(name.split(".")[1]) + 1 if part == "layers" else 0
            rate = rates.encoder * rates.decay ** (DEPTH - depth)
        decay = 0.01 if parameter.dim() > 1 else 0.0
        found.append({"params": [parameter], "lr": rate, "full": rate, "weight_decay": decay})
    return found


@dataclass
class Run:
    """A training run that can be saved and taken up again."""

    network: Network
    optimizer: Any
    average: dict[str, Tensor]
    step: int = 0

    def save(self, path: Path) -> None:
        """Write the state whole or not at all."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "average": self.average, "step": self.step}  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        """Go on from what `save` wrote."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]


def train(
    documents: Sequence[Gold], work: Path, *, epochs: int, seed: int, rates: Rates
) -> tuple[Network, Encoder]:
    """The network trained on `documents`; checkpoints go to `work`/checkpoint.pt."""
    torch.manual_seed(seed)
    encoder = Encoder(documents)
    pieces = [encoder.pieces(gold) for gold in documents]
    network = pretrained(len(encoder.numbers))
    optimizer = torch.optim.AdamW(groups(network, rates))
    run = Run(network, optimizer, {k: v.clone() for k, v in network.state_dict().items()})
    checkpoint = work / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint)
        print(f"resumed at step {run.step}", file=sys.stderr)
    plan = [(epoch, batch) for epoch in range(epochs)
            for batch in _batches(documents, pieces, random.Random(seed * 1000 + epoch))]  # fmt: skip
    network.train()
    started, lost = time.monotonic(), 0.0
    for _, batch in plan[run.step :]:
        examples = [encoder.example(documents[i], pieces[i], window) for i, window in batch]
        lost += _step(run, collate(examples), rates, len(plan))
        if run.step % _REPORT_EVERY == 0:
            spent = time.monotonic() - started
            print(f"step {run.step}/{len(plan)} loss {lost / _REPORT_EVERY:.4f} {spent:.0f} s",
                  file=sys.stderr, flush=True)  # fmt: skip
            lost = 0.0
        if run.step % _SAVE_EVERY == 0:
            run.save(checkpoint)
    network.load_state_dict(run.average)
    return network.eval(), encoder


def _step(run: Run, batch: Batch, rates: Rates, steps: int) -> float:
    warm = min(1.0, (run.step + 1) / (rates.warm * steps))
    for group in run.optimizer.param_groups:
        group["lr"] = group["full"] * warm * (1 - run.step / steps)
    run.optimizer.zero_grad()
    value = loss(run.network, batch, rates.links)
    value.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    kept = min(rates.average, (run.step + 1) / (run.step + 10))
    with torch.no_grad():
        for name, current in run.network.state_dict().items():
            run.average[name].lerp_(current, 1 - kept)
    return float(value.detach())


def _batches(
    documents: Sequence[Gold], pieces: Sequence[list[list[int]]], rng: random.Random
) -> Iterator[list[tuple[int, windows.Window]]]:
    """The windows of one epoch, of like length together; their widths vary from epoch to epoch."""
    found = []
    for index, gold in enumerate(documents):
        sizes = [len(each) for each in pieces[index]]
        packed = windows.pack(gold.words, sizes, lambda: rng.choice((254, 254, 254, 180, 120)))
        found += [(index, window) for window in packed]
    rng.shuffle(found)
    pools = [found[start : start + _POOL] for start in range(0, len(found), _POOL)]
    ordered = [each for pool in pools for each in sorted(pool, key=lambda w: w[1][1] - w[1][0])]
    batches = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
    rng.shuffle(batches)
    yield from batches


def main() -> None:
    """Train and write `work`/tagger.pt: weights and feature numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path, help="JSON Lines of gold attributions")
    parser.add_argument("--work", type=Path, required=True, help="folder for parses, checkpoints")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, help="learn from so many documents only")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    documents = corpus.read(given.corpus, given.work / "words.pickle")[: given.documents]
    network, encoder = train(
        documents, given.work, epochs=given.epochs, seed=given.seed, rates=Rates()
    )
    numbers = [[*key] for key in encoder.numbers]
    torch.save({"network": network.state_dict(), "features": numbers}, given.work / "tagger.pt")


if __name__ == "__main__":
    main()
