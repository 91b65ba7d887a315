"""Four networks at the book's sizes, initialised by PyTorch or by us, handed to the other side; by hand.

    python check_networks.py make /tmp/networks       # PyTorch's weights and results, in full
    WEFT_NETWORKS=/tmp/networks swift test -c release --disable-testable-imports --filter NetworksByHand
    python check_networks.py back /tmp/networks       # PyTorch loads what we wrote

`make` also tells how far PyTorch's own float32 results are from its float64 ones: no two programs can
agree better. The test prints how far ours are from PyTorch's, and writes for each network a state
dict initialised by us (NAME.ours.safetensors) and our results with it (NAME.results.safetensors).
"""

import pathlib
import sys

import safetensors.torch
import torch

from make_networks import NETWORKS, copied, differences, expected, images, in_doubles, save, settle

SIDES = {"LeNet": 28}


def shown(name, found):
    return f"{name}: " + "  ".join(f"{key} {value:.2g}" for key, value in found.items())


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, (build, _)) in enumerate(NETWORKS.items()):
        torch.manual_seed(seed)
        side = SIDES.get(name, 96)
        net = build()
        settle(net, side)
        print(save(net.state_dict(), folder / f"{name}.safetensors", packed=False))
        state = copied(net.state_dict())
        x, labels = images(4, side), torch.tensor([1, 2, 3, 4])
        results = copied(expected(net, x, labels))
        noise = differences(results, in_doubles(net, state, x, labels))
        save(results | {"noise": torch.tensor(noise["gradients"])}, folder / f"{name}.expected.safetensors", packed=False)
        print("  float32 against float64 in", shown(name, noise))


def back(folder):
    for name, (build, _) in NETWORKS.items():
        net = build()
        net.load_state_dict(safetensors.torch.load_file(folder / f"{name}.ours.safetensors"))
        ours = safetensors.torch.load_file(folder / f"{name}.results.safetensors")
        theirs = expected(net, ours["input"], ours["labels"])
        print(shown(name, differences(ours, theirs)), " logits reach", float(theirs["logits.eval"].abs().max()))


if __name__ == "__main__":
    {"make": make, "back": back}[sys.argv[1]](pathlib.Path(sys.argv[2]))
