"""Writes the files of InterchangeTests with the Python packages that own the formats.

Run with the Python that has them: python3 interchange.py
With `check <folder>` it reads what the tests wrote there, and says what is wrong.
"""

import os
import sys

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

folder = os.path.dirname(os.path.abspath(__file__))


def expected():
    torch_tensors = {
        "weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4 - 0.5,
        "bias": torch.tensor([1.5, -2.25], dtype=torch.float64),
        "half": torch.tensor([0.5, 65504.0, -0.25], dtype=torch.float16),
        "steps": torch.tensor(12345678901),
        "small": torch.tensor([-7, 9], dtype=torch.int32),
        "bytes": torch.tensor([[0, 255]], dtype=torch.uint8),
        "mask": torch.tensor([True, False, True]),
        "empty": torch.zeros(0, 3),
        "a \"name\" / ü 深": torch.ones(1),
    }
    return torch_tensors


def write():
    tensors = expected()
    more = {"brain": torch.tensor([1.5, -3.0], dtype=torch.bfloat16),
            "tiny": torch.tensor([-128, 127], dtype=torch.int8)}
    save_file({**tensors, **more}, os.path.join(folder, "python.safetensors"),
              metadata={"format": "pt", "note": "line\nbreak \"quoted\""})
    arrays = {name: t.numpy() for name, t in tensors.items() if name.isascii() and "/" not in name}
    np.savez(os.path.join(folder, "stored.npz"), **arrays)
    np.savez_compressed(os.path.join(folder, "deflated.npz"), **arrays)
    np.save(os.path.join(folder, "row.npy"), np.arange(6.0).reshape(2, 3))
    np.save(os.path.join(folder, "column.npy"), np.asfortranarray(np.arange(6.0).reshape(2, 3)))
    np.save(os.path.join(folder, "big.npy"), np.arange(6).reshape(2, 3).astype(">i4"))
    np.save(os.path.join(folder, "complex.npy"), np.zeros(2, dtype=np.complex64))


def check(place):
    read = load_file(os.path.join(place, "swift.safetensors"))
    archive = np.load(os.path.join(place, "swift.npz"))
    for name, tensor in expected().items():
        assert read[name].dtype == tensor.dtype and torch.equal(read[name], tensor), name
        assert archive[name].dtype == tensor.numpy().dtype, name
        assert np.array_equal(archive[name], tensor.numpy()), name
    assert set(read) == set(expected()) == set(archive.files)
    with safe_open(os.path.join(place, "swift.safetensors"), "pt") as file:
        assert file.metadata() == {"format": "pt", "note": "line\nbreak \"quoted\""}
    array = np.load(os.path.join(place, "swift.npy"))
    assert array.dtype == np.float32 and np.array_equal(array, [[0, 1, 2], [3, 4, 5]])
    print("all agree")


if sys.argv[1:2] == ["check"]:
    check(sys.argv[2])
else:
    write()
