"""From data to weights: ``python -m quotes.tagger.train TRAIN.jsonl --work DIR``.

Resumable: what DIR holds (parses, last checkpoint) is not done again, so a run that was broken
off goes on where it stood. Seeded: the same command gives the same weights on one machine. The
rates fall from the top layer down (Howard and Ruder, 2018) and linearly over time; what is kept
is the moving average of the weights (Polyak and Juditsky, 1992). The grammar's reading is hidden
from some batches, so that the network learns to do without; some pieces are masked in all. An
epoch over PolNeAR's 840 documents takes about eight minutes on two cores with bfloat16.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from quotes.tagger import corpus, decode, export, windows
from quotes.tagger.corpus import Gold, Link
from quotes.tagger.network import DEPTH, LINK, Network, pretrained, pretrained_folder
from quotes.tagger.pieces import MASKED, Input, Splitter, encode
from quotes.tagger.words import FEATURES

_SAVE_EVERY, _REPORT_EVERY = 200, 50
_BATCH, _POOL = 8, 160  # windows a step; windows sorted by length together
_LAST_SPECIAL = 102
_GRAMMAR = FEATURES.index("grammar")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rates and the like: `encoder` for the top layer (times `decay` a layer down), `heads`,
    `small` for features, transitions and distances; `links` weighs the links' loss; `average`
    is the moving average's memory; `hide` and `mask` are shares of batches and of pieces.
    After `epochs`, each of `cycles` learns on from there for `more` epochs at `slower` rates."""

    epochs: int = 8
    cycles: int = 3
    more: int = 2
    slower: float = 1 / 3

    encoder: float = 3e-4
    heads: float = 1e-3
    small: float = 3e-3
    decay: float = 0.85
    warm: float = 0.06
    links: float = 0.1
    average: float = 0.995
    hide: float = 0.15
    mask: float = 0.04

    def cycle(self) -> "Recipe":
        """What one of the cycles does."""
        slower = self.slower
        return replace(self, epochs=self.more, encoder=self.encoder * slower,
                       heads=self.heads * slower, small=self.small * slower)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its gold labels and links."""

    input: Input
    labels: tuple[int, ...]
    links: list[Link]


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
    rows, long = len(examples), max(len(e.input.pieces) for e in examples)
    wide = max(len(e.labels) for e in examples)
    links = [
        (row, link.kind, link.first, link.last, link.target)
        for row, example in enumerate(examples)
        for link in example.links
    ]
    batch = Batch(
        torch.zeros(rows, long, dtype=torch.long),
        torch.zeros(rows, long, dtype=torch.bool),
        torch.zeros(rows, long, len(FEATURES), dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.long),
        torch.zeros(rows, wide, dtype=torch.bool),
        torch.tensor(links, dtype=torch.long).view(-1, 5),
    )
    for row, example in enumerate(examples):
        pieces, words = len(example.input.pieces), len(example.labels)
        batch.pieces[row, :pieces] = torch.tensor(example.input.pieces)
        batch.mask[row, :pieces] = True
        batch.features[row, :pieces] = torch.tensor(example.input.features)
        batch.first[row, :words] = torch.tensor(example.input.first)
        batch.labels[row, :words] = torch.tensor(example.labels)
        batch.present[row, :words] = True
    return batch


def blurred(batch: Batch, recipe: Recipe) -> Batch:
    """The batch with some pieces masked and, at times, without the grammar's reading."""
    if torch.rand(()) < recipe.hide:
        batch.features[..., _GRAMMAR] = 0
    hidden = (torch.rand(batch.pieces.shape) < recipe.mask) & (batch.pieces > _LAST_SPECIAL)
    batch.pieces[hidden] = MASKED
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
    steps, start = map(torch.from_numpy, decode.barred())
    transitions, begin = transitions + steps, begin + start
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
    return _BUCKETS[distance + windows.WIDTH]


_BUCKETS = torch.from_numpy(decode.buckets(np.arange(-windows.WIDTH, windows.WIDTH + 1)))


def groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their rates: lower layers learn slower, heads faster."""
    found = []
    for name, parameter in network.named_parameters():
        part = name.partition(".")[0]
        if part in ("crf", "begin", "distance", "feature"):
            rate = recipe.small
        elif part in ("labels", "links"):
            rate = recipe.heads
        else:
            depth = int(name.split(".")[1]) + 1 if part == "layers" else 0
            rate = recipe.encoder * recipe.decay ** (DEPTH - depth)
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
                 "average": self.average, "step": self.step, "chance": torch.get_rng_state(),
                 }  # fmt: skip
        part = path.with_suffix(".part")
        torch.save(state, part)
        part.replace(path)

    def load(self, path: Path) -> None:
        """Go on from what `save` wrote."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]
        torch.set_rng_state(state["chance"])


@dataclass(frozen=True, slots=True)
class Task:
    """What is learned from: documents with their pieces, and the numbers of the features."""

    documents: Sequence[Gold]
    pieces: Sequence[list[list[int]]]
    numbers: dict[tuple[str, str], int]

    def example(self, document: int, window: windows.Window) -> Example:
        """One window of one document."""
        gold = self.documents[document]
        taken = encode(gold.words, self.pieces[document], self.numbers, window)
        return Example(taken, corpus.labels(gold, window), corpus.links(gold, window))


def task(documents: Sequence[Gold]) -> Task:
    """The documents split into pieces; every feature value that occurs gets a number."""
    splitter = Splitter(pretrained_folder() / "tokenizer.json")
    rows = {row for one in documents for row in one.words.features}
    values = {pair for row in rows for pair in zip(FEATURES, row, strict=True) if pair[1]}
    numbers = {pair: number for number, pair in enumerate(sorted(values), start=1)}
    return Task(documents, [splitter.split(gold.words) for gold in documents], numbers)


def train(task: Task, work: Path, *, seed: int, recipe: Recipe) -> Network:
    """The network trained on the task: the mean of a long run and of cycles that go on from it.

    The cycles differ in the order of the data alone, so they end in one basin, and their mean
    is better than each (Wortsman et al., 2022). Checkpoints go to `work`.
    """
    network = pretrained(len(task.numbers))
    started = weights(network, task, work / "checkpoint.pt", seed=seed, recipe=recipe)
    ends = [started]
    for number in range(1, recipe.cycles + 1):
        network.load_state_dict(started)
        kept = work / f"cycle-{number}.pt"
        ends.append(weights(network, task, kept, seed=seed + number, recipe=recipe.cycle()))
    network.load_state_dict({name: sum(end[name] for end in ends) / len(ends) for name in started})
    network.eval()
    return network


def weights(
    network: Network, task: Task, checkpoint: Path, *, seed: int, recipe: Recipe
) -> dict[str, Tensor]:
    """The moving average of the weights at the end of a run; `checkpoint` takes it up again."""
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(groups(network, recipe))
    run = Run(network, optimizer, {k: v.clone() for k, v in network.state_dict().items()})
    if checkpoint.exists():
        run.load(checkpoint)
        print(f"{checkpoint.name}: resumed at step {run.step}", file=sys.stderr)
    plan = [
        batch
        for epoch in range(recipe.epochs)
        for batch in _batches(task, random.Random(1000 * seed + epoch))
    ]
    network.train()
    started, lost = time.monotonic(), 0.0
    for planned in plan[run.step :]:
        batch = collate([task.example(document, window) for document, window in planned])
        lost += _step(run, blurred(batch, recipe), recipe, len(plan))
        if run.step % _REPORT_EVERY == 0:
            spent = time.monotonic() - started
            print(f"step {run.step}/{len(plan)} loss {lost / _REPORT_EVERY:.4f} {spent:.0f} s",
                  file=sys.stderr, flush=True)  # fmt: skip
            lost = 0.0
        if run.step % _SAVE_EVERY == 0 or run.step == len(plan):
            run.save(checkpoint)
    return run.average


def _step(run: Run, batch: Batch, recipe: Recipe, steps: int) -> float:
    warm = min(1.0, (run.step + 1) / (recipe.warm * steps))
    for group in run.optimizer.param_groups:
        group["lr"] = group["full"] * warm * (1 - run.step / steps)
    run.optimizer.zero_grad()
    value = loss(run.network, batch, recipe.links)
    value.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    kept = min(recipe.average, (run.step + 1) / (run.step + 10))
    with torch.no_grad():
        for name, current in run.network.state_dict().items():
            run.average[name].lerp_(current, 1 - kept)
    return float(value.detach())


def _batches(task: Task, chance: random.Random) -> Iterator[list[tuple[int, windows.Window]]]:
    """The windows of one epoch, of like length together; their widths vary from epoch to epoch."""
    found: list[tuple[int, int, windows.Window]] = []
    for index, gold in enumerate(task.documents):
        sizes = [len(each) for each in task.pieces[index]]
        packed = windows.pack(gold.words, sizes, lambda: chance.choice((254, 254, 254, 180, 120)))
        found += [(sum(sizes[slice(*window)]), index, window) for window in packed]
    chance.shuffle(found)
    pools = [sorted(found[start : start + _POOL]) for start in range(0, len(found), _POOL)]
    ordered = [(index, window) for pool in pools for _, index, window in pool]
    batches = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
    chance.shuffle(batches)
    yield from batches


def main() -> None:
    """Train, then write the int8 model that the package loads."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path, help="gold attributions, JSON Lines (PolNeAR's form)")
    parser.add_argument("--work", type=Path, required=True, help="folder for parses, checkpoints")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--cycles", type=int, default=Recipe().cycles, help="runs to average with")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, help="learn from so many documents only")
    parser.add_argument("--out", type=Path, help="where the model goes (default: WORK/model)")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    documents = corpus.read(given.corpus, given.work / "words.pickle")
    learned = task(documents[: given.documents])
    recipe = Recipe(epochs=given.epochs, cycles=given.cycles)
    network = train(learned, given.work, seed=given.seed, recipe=recipe)
    export.write(network, learned.numbers, given.out or given.work / "model")


if __name__ == "__main__":
    main()
