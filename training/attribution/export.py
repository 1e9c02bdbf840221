"""Write the trained network as two small files that the reader runs.

`python export.py --weights FILE --encoder FOLDER --out FOLDER` writes
`attribution-cues.onnx` (a paragraph read once), `attribution-links.onnx` (what
a cue is joined to) and `attribution-pieces.txt` (the word pieces, a line each).
Weights are rounded to 7 bits, so that no processor's sums overflow.
"""

import argparse
import json
import tempfile
from pathlib import Path

import torch
from network import WIDTH, Attribution
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17


class Cues(nn.Module):
    """The part that reads a paragraph once."""

    def __init__(self, network: Attribution) -> None:
        """Keep the network."""
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """Give the state of each piece and how likely it begins a cue or goes on with it."""
        hidden, scores = self.network.read(pieces, None)
        return hidden, scores.softmax(-1)


class Links(nn.Module):
    """The part that joins a cue to its source and to what is said."""

    def __init__(self, network: Attribution) -> None:
        """Keep the network."""
        super().__init__()
        self.network = network

    def forward(self, hidden: Tensor, marked: Tensor) -> Tensor:
        """Give how likely each piece is nothing, source or said, for one cue."""
        return self.network.join(hidden, marked, None).softmax(-1)


def write(
    model: nn.Module, shown: tuple[Tensor, ...], names: dict[str, list[str]], out: Path
) -> None:
    """Write one part, its weights rounded."""
    names_in, names_out = names["in"], names["out"]
    free = {name: {0: "rows", 1: "pieces"} for name in (*names_in, *names_out)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            shown,
            whole,
            input_names=names_in,
            output_names=names_out,
            dynamic_axes=free,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="network.pt of train.py")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--shared", type=int, default=4, help="as given to train.py")
    asked = parser.parse_args()
    network = Attribution(shared=asked.shared)
    network.load_state_dict(torch.load(asked.weights))
    network.eval()
    asked.out.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(1000, 2000, (1, 40))
    names = {"in": ["pieces"], "out": ["states", "cues"]}
    write(Cues(network), (pieces,), names, asked.out / "attribution-cues.onnx")
    hidden, marked = torch.randn(1, 40, WIDTH), torch.zeros(1, 40)
    names = {"in": ["states", "marked"], "out": ["links"]}
    write(Links(network), (hidden, marked), names, asked.out / "attribution-links.onnx")
    vocabulary = json.loads((asked.encoder / "tokenizer.json").read_text(encoding="utf-8"))[
        "model"
    ]["vocab"]
    lines = sorted(vocabulary, key=vocabulary.__getitem__)
    (asked.out / "attribution-pieces.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
