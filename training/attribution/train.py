"""Train the attribution network; `make.sh` shows how it is called."""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from corpus import Link, Paragraph, read_corpus
from network import Attribution
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

FAR = -10000.0
HIDDEN = 103
"""The piece that stands for a hidden one; below it are those that are no words."""
DOUBTFUL = 0.1


def batches(paragraphs: list[Paragraph], most: int, dice: random.Random) -> list[list[Paragraph]]:
    """Put paragraphs of like length together, at most so many pieces a batch, in a drawn order."""
    noisy = sorted(paragraphs, key=lambda one: len(one.pieces) * dice.uniform(0.9, 1.1))
    made: list[list[Paragraph]] = [[]]
    for one in noisy:
        longest = max([len(one.pieces), *(len(other.pieces) for other in made[-1])])
        if made[-1] and longest * (len(made[-1]) + 1) > most:
            made.append([])
        made[-1].append(one)
    dice.shuffle(made)
    return made


def padded(rows: list[list[int]], filler: int) -> Tensor:
    """Make rows equally long."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def hidden_some(pieces: Tensor, share: float) -> Tensor:
    """Hide a share of the pieces, so that no word is learned by heart."""
    if not share:
        return pieces
    chosen = (torch.rand(pieces.shape) < share) & (pieces > HIDDEN)
    return pieces.masked_fill(chosen, HIDDEN)


def mistaken(scores: Tensor, batch: list[Paragraph]) -> list[tuple[int, Link]]:
    """List what looks like a cue and is none: it has to be joined to nothing."""
    likely = (1 - scores.softmax(-1)[..., 0]).tolist()
    found = []
    for row, one in enumerate(batch):
        for at, share in enumerate(likely[row][: len(one.pieces)]):
            if share >= DOUBTFUL and not one.cues[at] and (at == 0 or not one.cues[at - 1]):
                found.append((row, Link(cue=(at, at + 1), classes=[0] * len(one.pieces))))
    return found[: len(batch)]


def loss_of(
    network: Attribution, batch: list[Paragraph], share: float, *, doubts: bool
) -> tuple[Tensor, Tensor]:
    """Compute what the network gets wrong: of the cues, of the links."""
    pieces = hidden_some(padded([one.pieces for one in batch], 0), share)
    mask = padded([[0] * len(one.pieces) for one in batch], 1).float() * FAR
    hidden, cue_scores = network.read(pieces, mask)
    cues = padded([one.cues for one in batch], -100)
    cue_loss = functional.cross_entropy(cue_scores.float().flatten(0, 1), cues.flatten())
    pairs = [(at, link) for at, one in enumerate(batch) for link in one.links]
    if doubts:
        pairs += mistaken(cue_scores.detach().float(), batch)
    if not pairs:
        return cue_loss, torch.zeros(())
    which = [at for at, _ in pairs]
    links = [link for _, link in pairs]
    marked = torch.zeros(len(links), pieces.shape[1])
    for row, link in enumerate(links):
        marked[row, link.cue[0] : link.cue[1]] = 1.0
    scores = network.join(hidden[which], marked, mask[which])
    longest = pieces.shape[1]
    classes = torch.tensor(
        [[*link.classes, *[-100] * (longest - len(link.classes))] for link in links]
    )
    return cue_loss, functional.cross_entropy(scores.float().flatten(0, 1), classes.flatten())


def groups(network: Attribution, rate: float) -> list[dict]:
    """Let what is new learn faster than what was taken over."""
    new = [value for name, value in network.named_parameters() if "head" in name or name == "mark"]
    old = [
        value for name, value in network.named_parameters() if "head" not in name and name != "mark"
    ]
    return [{"params": old, "lr": rate}, {"params": new, "lr": 5 * rate}]


def train(asked: argparse.Namespace) -> None:
    """Train and save after every so many batches."""
    torch.manual_seed(asked.seed)
    dice = random.Random(asked.seed)
    torch.set_num_threads(asked.threads)
    tokenizer = Tokenizer.from_file(str(asked.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    paragraphs = [
        one for split in asked.train_on for one in read_corpus(asked.corpus / split, tokenizer)
    ]
    network = Attribution(shared=asked.shared)
    network.begin_from(asked.encoder / "model.safetensors")
    if asked.begin_from is not None:
        network.load_state_dict(torch.load(asked.begin_from))
    plan = [batch for _ in range(asked.passes) for batch in batches(paragraphs, asked.pieces, dice)]
    learner = torch.optim.AdamW(groups(network, asked.rate), weight_decay=0.01)
    warm = len(plan) // 15
    rise = torch.optim.lr_scheduler.LambdaLR(
        learner,
        lambda step: min((step + 1) / warm, max(0.0, (len(plan) - step) / (len(plan) - warm))),
    )
    asked.out.mkdir(parents=True, exist_ok=True)
    begun, sums = time.monotonic(), [0.0, 0.0]
    print(f"{len(paragraphs)} paragraphs, {len(plan)} batches", flush=True)
    for step, batch in enumerate(plan, 1):
        network.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=asked.bfloat16):
            cue_loss, link_loss = loss_of(network, batch, asked.hide, doubts=asked.doubts)
        (3 * cue_loss + link_loss).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        learner.step()
        rise.step()
        learner.zero_grad(set_to_none=True)
        sums = [sums[0] + cue_loss.item(), sums[1] + link_loss.item()]
        if step % 50 == 0 or math.isnan(sums[0]):
            losses = f"cue {sums[0] / 50:.4f}, link {sums[1] / 50:.4f}"
            print(f"{step}/{len(plan)} {time.monotonic() - begun:.0f} s, {losses}", flush=True)
            sums = [0.0, 0.0]
        if step % asked.save_every == 0 or step == len(plan):
            torch.save(network.state_dict(), asked.out / "network.pt")
        if step == asked.stop_after:
            break


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument(
        "--train-on", action="append", required=True, help="its part to train on; may be repeated"
    )
    parser.add_argument(
        "--encoder",
        type=Path,
        required=True,
        help="folder of the encoder",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument(
        "--begin-from", type=Path, help="network.pt of an earlier run to go on from"
    )
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--stop-after", type=int, help="batches after which to stop")
    parser.add_argument("--pieces", type=int, default=1200, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--shared", type=int, default=4, help="layers that read a paragraph once")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=200)
    parser.add_argument("--hide", type=float, default=0.0, help="share of the pieces to hide")
    parser.add_argument("--doubts", action="store_true", help="learn what is no cue, too")
    parser.add_argument("--bfloat16", action="store_true", help="multiply in 16 bits")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
