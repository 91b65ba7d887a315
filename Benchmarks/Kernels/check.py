"""Compares the C kernels with PyTorch and NumPy: python check.py <libck.so>.

Prints one line a family and exits with 1 when anything differs beyond its tolerance. The element
functions are compared in float64 arithmetic, so that the error of the kernel itself is measured.
"""

import ctypes
import itertools
import math
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "2")
import numpy as np
import torch

ck = ctypes.CDLL(sys.argv[1])
BOOL, U8, I32, I64, F16, F32, F64 = range(7)
NP = {BOOL: np.bool_, U8: np.uint8, I32: np.int32, I64: np.int64, F16: np.float16, F32: np.float32, F64: np.float64}
CODES = {np.dtype(v): k for k, v in NP.items()}
L, D, B = ctypes.c_int64, ctypes.c_double, ctypes.c_bool
rng = np.random.default_rng(1)
failures = 0


def p(a):
    return ctypes.c_void_p(a.ctypes.data) if a is not None else None


def longs(values):
    return (ctypes.c_int64 * max(1, len(values)))(*values)


def steps(a):
    return longs([s // a.itemsize for s in a.strides])


def expect(name, ok, detail=""):
    global failures
    if not ok:
        failures += 1
        print("FAIL", name, detail)


def close(name, got, want, rtol=1e-6, atol=1e-6):
    got, want = np.asarray(got), np.asarray(want)
    if got.shape != want.shape:
        expect(name, False, f"shapes {got.shape} {want.shape}")
        return
    ok = np.allclose(got.astype(np.float64), want.astype(np.float64), rtol=rtol, atol=atol, equal_nan=True)
    if not ok:
        bad = np.where(~np.isclose(got.astype(np.float64), want.astype(np.float64), rtol=rtol, atol=atol, equal_nan=True))
        i = tuple(b[0] for b in bad)
        expect(name, False, f"{len(bad[0])} of {got.size}, first at {i}: {got[i]!r} != {want[i]!r}")


UNARY = """NEG ABS SIGN SQUARE RELU SQRT RSQRT RECIPROCAL EXP EXP2 EXPM1 LOG LOG2 LOG10 LOG1P SIN COS TAN ASIN ACOS
ATAN SINH COSH TANH ASINH ACOSH ATANH SIGMOID GELU GELU_TANH SILU SOFTPLUS LOGSIGMOID MISH ERF ERFC ERFINV LGAMMA
DIGAMMA FLOOR CEIL ROUND TRUNC FRAC BIT_NOT""".split()
BINARY = """ADD SUB MUL MAX MIN DIV ATAN2 HYPOT COPYSIGN LOGADDEXP FMAX FMIN XLOGY NEXTAFTER POW FLOOR_DIV TRUNC_DIV
REMAINDER FMOD BIT_AND BIT_OR BIT_XOR SHIFT_LEFT SHIFT_RIGHT""".split()
F = torch.nn.functional
TORCH_UNARY = dict(
    NEG=torch.neg, ABS=torch.abs, SIGN=torch.sign, SQUARE=torch.square, RELU=torch.relu, SQRT=torch.sqrt, RSQRT=torch.rsqrt,
    RECIPROCAL=torch.reciprocal, EXP=torch.exp, EXP2=torch.exp2, EXPM1=torch.expm1, LOG=torch.log, LOG2=torch.log2,
    LOG10=torch.log10, LOG1P=torch.log1p, SIN=torch.sin, COS=torch.cos, TAN=torch.tan, ASIN=torch.asin, ACOS=torch.acos,
    ATAN=torch.atan, SINH=torch.sinh, COSH=torch.cosh, TANH=torch.tanh, ASINH=torch.asinh, ACOSH=torch.acosh,
    ATANH=torch.atanh, SIGMOID=torch.sigmoid, GELU=F.gelu, GELU_TANH=lambda x: F.gelu(x, approximate="tanh"), SILU=F.silu,
    SOFTPLUS=F.softplus, LOGSIGMOID=F.logsigmoid, MISH=F.mish, ERF=torch.erf, ERFC=torch.erfc, ERFINV=torch.erfinv,
    LGAMMA=torch.lgamma, DIGAMMA=torch.digamma, FLOOR=torch.floor, CEIL=torch.ceil, ROUND=torch.round, TRUNC=torch.trunc,
    FRAC=torch.frac, BIT_NOT=torch.bitwise_not)
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, math.inf, -math.inf, math.nan, 1e-20, -1e-20, 88.0, 88.7, 89.0, -87.0,
           -100.0, -110.0, 3e38, 20.0, -20.0, 1e6, 5e6, 700.0, -740.0, 1e10]


def sample(dtype, n):
    if dtype in (F32, F64):
        x = np.concatenate([rng.normal(size=n // 2), rng.uniform(-90, 90, n // 4), np.exp(rng.uniform(-30, 30, n - n // 2 - n // 4))])
        x[: len(SPECIAL)] = SPECIAL
        return x.astype(NP[dtype])
    if dtype == BOOL:
        return rng.integers(0, 2, n).astype(np.bool_)
    return rng.integers(0 if dtype == U8 else -50, 200, n).astype(NP[dtype])


def ulps(got, exact, dtype):
    with np.errstate(all="ignore"):
        # Not np.spacing: flush-to-zero is on once a kernel has run.
        spacing = 2.0 ** (np.floor(np.log2(np.abs(exact))) - np.finfo(NP[dtype]).nmant)
        tiny = np.finfo(NP[dtype]).tiny
        ok = np.isfinite(exact) & (np.abs(exact) > tiny) & (np.abs(exact) < np.finfo(NP[dtype]).max)
        error = np.abs(got.astype(np.float64) - exact) / spacing
    return float(np.max(error[ok], initial=0))


def unary():
    n, worst = 70_001, {}
    for code, name in enumerate(UNARY):
        for dtype in (F32, F64, I32, I64, U8, BOOL):
            x = sample(dtype, n)
            y = np.empty_like(x)
            if not ck.ck_unary(code, dtype, p(x), p(y), L(n)):
                continue
            with np.errstate(all="ignore"):
                if dtype == F32:
                    exact = TORCH_UNARY[name](torch.from_numpy(x.astype(np.float64))).numpy()
                    if name == "RELU":
                        exact = np.where(np.isnan(x), np.nan, np.maximum(x, 0)).astype(np.float64)
                    worst[name] = ulps(y, exact, F32)
                    want = exact.astype(np.float32)
                else:
                    want = TORCH_UNARY[name](torch.from_numpy(x)).numpy()
            if name in ("SINH", "COSH"):  # PyTorch's overflow early
                want = getattr(np, name.lower())(x.astype(np.float64)).astype(NP[dtype])
            want = np.where(np.abs(want) < np.finfo(np.float32).tiny, 0, want) if dtype == F32 else want
            rtol, atol = (3e-7, 1e-37) if dtype == F32 else (4e-15, 1e-300) if dtype == F64 else (0, 0)
            if name in ("SILU", "GELU", "GELU_TANH", "MISH", "LGAMMA", "DIGAMMA", "ERFINV", "SOFTPLUS", "LOGSIGMOID"):
                rtol, atol = (2e-6, 3e-7) if dtype == F32 else (1e-11, 1e-13)
            if name in ("SIN", "COS", "TAN") and dtype == F64:
                atol = 1e-15
            close(f"unary {name} {NP[dtype].__name__}", y, want, rtol, atol)
            strided = np.empty((n // 2 + 1,), x.dtype)
            view = x[::2]
            ck.ck_unary_nd(code, dtype, 1, longs([len(view)]), p(view), longs([2]), p(strided), longs([1]))
            expect(f"strided unary {name}", np.array_equal(strided, y[::2], equal_nan=dtype in (F32, F64)))
            z = x.copy()
            ck.ck_unary(code, dtype, p(z), p(z), L(n))
            expect(f"in-place unary {name}", np.array_equal(z, y, equal_nan=dtype in (F32, F64)))
    print("unary; greatest float32 errors in ulp:", ", ".join(f"{k.lower()} {v:.2f}" for k, v in worst.items()))


TORCH_BINARY = dict(
    ADD=torch.add, SUB=torch.sub, MUL=torch.mul, MAX=torch.maximum, MIN=torch.minimum, DIV=torch.div, ATAN2=torch.atan2,
    HYPOT=torch.hypot, COPYSIGN=torch.copysign, LOGADDEXP=torch.logaddexp, FMAX=torch.fmax, FMIN=torch.fmin, XLOGY=torch.xlogy,
    NEXTAFTER=torch.nextafter, POW=torch.pow, FLOOR_DIV=lambda a, b: torch.div(a, b, rounding_mode="floor"),
    TRUNC_DIV=lambda a, b: torch.div(a, b, rounding_mode="trunc"), REMAINDER=torch.remainder, FMOD=torch.fmod,
    BIT_AND=torch.bitwise_and, BIT_OR=torch.bitwise_or, BIT_XOR=torch.bitwise_xor, SHIFT_LEFT=torch.bitwise_left_shift,
    SHIFT_RIGHT=torch.bitwise_right_shift)


def binary_sample(dtype, shape, name, second):
    n = int(np.prod(shape))
    x = sample(dtype, max(n, 64))[:n]
    rng.shuffle(x)
    if name in ("FLOOR_DIV", "TRUNC_DIV", "REMAINDER", "FMOD") and second and dtype not in (F32, F64):
        x[x == 0] = 1
    if name.startswith("SHIFT") and second:
        x = np.abs(x) % 7
        x = x.astype(NP[dtype])
    if name == "POW" and second:
        x = (np.round(x) if rng.random() < 0.5 else x) % 11 - (5 if dtype in (F32, F64) else 0)
        x = np.nan_to_num(x).astype(NP[dtype])
        if dtype not in (F32, F64):
            x = np.abs(x)
    return x.reshape(shape)


def binary():
    layouts = ["vv", "vs", "sv", "bias", "column", "transposed", "sliced", "outer", "rank4"]
    for code, name in enumerate(BINARY):
        for dtype, layout in itertools.product((F32, F64, I32, I64, U8, BOOL), layouts):
            shape = {"rank4": (3, 5, 7, 6), "bias": (300, 10)}.get(layout, (133, 257))
            a, b = binary_sample(dtype, shape, name, False), binary_sample(dtype, shape, name, True)
            if layout == "vs": b = b[:1, :1]
            if layout == "sv": a = a[:1, :1]
            if layout == "bias": b = b[:1]
            if layout == "column": b = b[:, :1]
            if layout == "transposed": b = np.ascontiguousarray(b.T).T
            if layout == "sliced": a, b = a[::2, ::3], b[::2, ::3]
            if layout == "outer": a, b = a[:, :1], b[:1]
            if layout == "rank4": a, b = a.transpose(2, 0, 3, 1), b.transpose(2, 0, 3, 1)[:, :, :, ::-1]
            av, bv = np.broadcast_arrays(a, b)
            out = np.empty(av.shape, NP[dtype])
            if not ck.ck_binary_nd(code, dtype, out.ndim, longs(out.shape), p(av), steps(av), p(bv), steps(bv), p(out), steps(out)):
                continue
            ta, tb = torch.from_numpy(np.ascontiguousarray(av)), torch.from_numpy(np.ascontiguousarray(bv))
            with np.errstate(all="ignore"):
                want = TORCH_BINARY[name](ta, tb).numpy()
                if name in ("REMAINDER", "FMOD", "ATAN2", "POW") and dtype == F32:  # PyTorch's vector forms overflow early
                    want = TORCH_BINARY[name](ta.double(), tb.double()).numpy().astype(np.float32)
                    want, out = [np.where(np.abs(v) < np.finfo(np.float32).tiny, 0, v) for v in (want, out)]
            rtol, atol = (3e-7, 1e-37) if dtype == F32 else (1e-15, 0) if dtype == F64 else (0, 0)
            if name == "LOGADDEXP": rtol, atol = rtol * 4, 1e-7 if dtype == F32 else 1e-15
            close(f"binary {name} {NP[dtype].__name__} {layout}", out, want, rtol, atol)
    a, b = sample(F32, 100_000), sample(F32, 100_000)
    for code, op in enumerate([np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal, np.logical_and, np.logical_or, np.logical_xor]):
        for dtype in (F32, F64, I32, I64, U8, BOOL):
            a, b = sample(dtype, 100_000), sample(dtype, 100_000)
            rng.shuffle(b)
            out = np.empty(100_000, np.bool_)
            expect("compare exists", ck.ck_compare(code, dtype, p(a), L(1), p(b), L(1), p(out), L(100_000)))
            expect(f"compare {op.__name__}", np.array_equal(out, op(a, b)))
            ck.ck_compare(code, dtype, p(a), L(1), p(b), L(0), p(out), L(100_000))
            expect(f"compare scalar {op.__name__}", np.array_equal(out, op(a, b[0])))
    print("binary and comparison")


def misc():
    for dtype in range(7):
        x = sample(F64, 5000) if dtype in (F16, F32, F64) else sample(dtype, 5000)
        with np.errstate(all="ignore"):
            x = np.clip(np.nan_to_num(x), 0 if dtype == U8 else -50, 200).astype(NP[dtype])
        for to in range(7):
            y = np.empty(5000, NP[to])
            ck.ck_convert(dtype, p(x), to, p(y), L(5000))
            with np.errstate(all="ignore"):
                want = torch.from_numpy(x).to(torch.from_numpy(y).dtype).numpy()
            if to == U8 and dtype not in (U8, BOOL):
                want = x.astype(np.int64).astype(np.uint8)
            expect(f"convert {NP[dtype].__name__} {NP[to].__name__}", np.array_equal(y, want), f"{y[:5]} {want[:5]}")
        v = np.full(77, 9).astype(NP[dtype])
        ck.ck_fill(dtype, p(v), D(1), L(77))
        expect("fill", bool((v == 1).all()))
    for dtype in range(7):
        for layout in ("all", "scalar", "mixed"):
            c = rng.integers(0, 2, (70, 90)).astype(np.bool_)
            a, b = [rng.integers(0, 2, (70, 90)).astype(NP[dtype]) for _ in range(2)]
            if layout == "scalar": b = b[:1, :1]
            if layout == "mixed": c, a = c[:, :1], a[:1]
            cv, av, bv = np.broadcast_arrays(c, a, b)
            out = np.empty((70, 90), NP[dtype])
            ck.ck_where_nd(dtype, 2, longs([70, 90]), p(cv), steps(cv), p(av), steps(av), p(bv), steps(bv), p(out), steps(out))
            expect(f"where {layout}", np.array_equal(out, np.where(cv, av, bv)))
    for name, f in [("RELU", torch.relu), ("SIGMOID", torch.sigmoid), ("TANH", torch.tanh), ("SQRT", torch.sqrt), ("RSQRT", torch.rsqrt),
                    ("RECIPROCAL", torch.reciprocal), ("ABS", torch.abs), ("GELU", F.gelu), ("GELU_TANH", TORCH_UNARY["GELU_TANH"]),
                    ("SILU", F.silu), ("SOFTPLUS", F.softplus), ("LOGSIGMOID", F.logsigmoid), ("MISH", F.mish)]:
        code = "RELU SIGMOID TANH SQRT RSQRT RECIPROCAL ABS GELU GELU_TANH SILU SOFTPLUS LOGSIGMOID MISH".split().index(name)
        for dtype in (F32, F64):
            x = torch.tensor(rng.normal(size=1000) * 3, dtype=torch.float64)
            if "SQRT" in name: x = x.abs() + 0.1
            x.requires_grad_()
            y = f(x)
            g = torch.randn(1000, dtype=torch.float64)
            y.backward(g)
            saved = (y if code < 6 else x).detach().numpy().astype(NP[dtype])
            gn, out = g.numpy().astype(NP[dtype]), np.empty(1000, NP[dtype])
            expect("backward exists", ck.ck_backward(code, dtype, p(gn), p(saved), p(out), L(1000)))
            close(f"backward {name}", out, x.grad.numpy(), *((2e-5, 2e-6) if dtype == F32 else (1e-10, 1e-11)))
    print("conversion, where, backward")


def reductions():
    names = "SUM MEAN PROD MAX MIN ARGMAX ARGMIN ANY ALL SUM_SQUARES SUM_ABS LOGSUMEXP COUNT_NONZERO".split()
    def reference(name, x, axis):
        t = torch.from_numpy(x)
        if name == "SUM": return t.double().sum(axis).numpy() if t.is_floating_point() else t.sum(axis).numpy()
        if name == "MEAN": return t.double().mean(axis).numpy()
        if name == "PROD": return t.double().prod(axis).numpy() if t.is_floating_point() else t.prod(axis).numpy()
        if name == "MAX": return t.amax(axis).numpy()
        if name == "MIN": return t.amin(axis).numpy()
        if name == "ARGMAX": return x.argmax(axis)
        if name == "ARGMIN": return x.argmin(axis)
        if name == "ANY": return (x != 0).any(axis)
        if name == "ALL": return (x != 0).all(axis)
        if name == "SUM_SQUARES": return (x.astype(np.float64) ** 2).sum(axis)
        if name == "SUM_ABS": return np.abs(x.astype(np.float64)).sum(axis)
        if name == "LOGSUMEXP": return torch.logsumexp(t.double(), axis).numpy()
        return (x != 0).sum(axis)
    shapes = [(1, 100_003, 1), (3, 70_001, 1), (257, 10, 1), (1, 256, 10), (4, 33, 65), (1, 5000, 3), (2, 1, 5), (1, 300_000, 2), (1, 100, 5000), (5, 64, 700)]
    for code, name in enumerate(names):
        for dtype, shape in itertools.product((F32, F64, I32, I64, U8, BOOL), shapes):
            x = rng.normal(size=shape) if dtype in (F32, F64) else rng.integers(0, 3, shape)
            if name == "PROD": x = x * 0.0 + 1 + (rng.random(shape) < 0.0001) if dtype in (F32, F64) else x * 0 + 1
            if name in ("ANY", "ALL", "COUNT_NONZERO"): x = rng.integers(0, 50, shape)
            x = x.astype(NP[dtype])
            if dtype == F32 and name in ("MAX", "MIN", "ARGMAX", "ARGMIN") and shape[1] > 40: x[0, 37, 0] = np.nan
            out_type = np.int64 if name.startswith("ARG") or name == "COUNT_NONZERO" else np.bool_ if name in ("ANY", "ALL") \
                else np.int64 if name in ("SUM", "PROD") and dtype not in (F32, F64) else NP[dtype]
            y = np.empty((shape[0], shape[2]), out_type)
            if not ck.ck_reduce(code, dtype, p(x), p(y), L(shape[0]), L(shape[1]), L(shape[2])):
                continue
            atol = 2e-5 if dtype == F32 else 1e-10
            close(f"reduce {name} {NP[dtype].__name__} {shape}", y, reference(name, x, 1), 2e-6 if dtype == F32 else 1e-12, atol)
    for dtype in (F32, F64):
        base = rng.normal(size=(6, 5, 4, 7)).astype(NP[dtype])
        for view in (base, base.transpose(2, 0, 3, 1), base[:, ::2, 1:, ::-1], np.broadcast_to(base[:, :1], base.shape), base[:1]):
            for mask in range(1, 16):
                axes = tuple(d for d in range(4) if mask >> d & 1)
                kept = [view.shape[d] for d in range(4) if not mask >> d & 1]
                for code, op in ((0, np.sum), (1, np.mean), (3, np.max), (9, lambda a, axis: (a * a).sum(axis=axis)), (12, lambda a, axis: (a != 0).sum(axis=axis))):
                    y = np.empty(kept, np.int64 if code == 12 else NP[dtype])
                    expect("reduce_nd exists", ck.ck_reduce_nd(code, dtype, 4, longs(view.shape), p(view), steps(view), ctypes.c_uint32(mask), p(y)))
                    close(f"reduce_nd {code} {axes} {view.strides}", y, op(view.astype(np.float64), axis=axes), 3e-6, 3e-6)
    for dtype, shape in itertools.product((F32, F64), shapes):
        x = (rng.normal(size=shape) + 100).astype(NP[dtype])
        m, v = [np.empty((shape[0], shape[2]), NP[dtype]) for _ in range(2)]
        ck.ck_var(dtype, p(x), p(m), p(v), L(shape[0]), L(shape[1]), L(shape[2]), D(1))
        if shape[1] > 1:
            close(f"var {shape}", v, x.astype(np.float64).var(1, ddof=1), 2e-6, 0)
        close("mean", m, x.astype(np.float64).mean(1), 1e-6, 0)
    for dtype, shape in itertools.product((F32, F64, I32, I64, U8, BOOL), [(1, 200_003, 1), (3, 50, 7), (10, 33, 1)]):
        x = rng.normal(size=shape).astype(NP[dtype]) if dtype in (F32, F64) else rng.integers(0, 2, shape).astype(NP[dtype])
        for code, op in ((0, torch.cumsum), (1, torch.cumprod), (2, torch.cummax), (3, torch.cummin)):
            t = torch.from_numpy(x)
            index = np.empty(shape, np.int64) if code > 1 else None
            want = op(t.double() if dtype == F32 and code < 2 else t, 1)
            y = np.empty(shape, np.int64 if code < 2 and dtype not in (F32, F64) else NP[dtype])
            ck.ck_scan(code, dtype, p(x), p(y), p(index), L(shape[0]), L(shape[1]), L(shape[2]))
            close(f"scan {code} {NP[dtype].__name__} {shape}", y, want.values.numpy() if code > 1 else want.numpy(), 1e-5, 1e-5)
            if code > 1: expect("scan indices", np.array_equal(index, want.indices.numpy()))
    print("reductions, variance, scans")


def sorting():
    for dtype, (rows, n), descending in itertools.product((F32, F64, I32, I64, U8, BOOL), [(1, 1), (7, 20), (3, 1000), (1, 70_000), (1, 300_000), (2, 140_000)], (False, True)):
        x = rng.normal(size=(rows, n)) * 50 if dtype in (F32, F64) else rng.integers(-100 if dtype in (I32, I64) else 0, 100, (rows, n))
        x = np.round(x).astype(NP[dtype]) if rng.random() < 0.5 else x.astype(NP[dtype])
        if dtype in (F32, F64) and n > 10: x[0, 3], x[0, 5], x[0, 7] = np.nan, np.inf, -np.inf
        values, index = np.empty_like(x), np.empty(x.shape, np.int64)
        expect("sort", ck.ck_sort(dtype, p(x), p(values), p(index), L(rows), L(n), B(descending)))
        want = torch.sort(torch.from_numpy(x), dim=1, descending=descending, stable=True)
        expect(f"sort {NP[dtype].__name__} {rows}x{n} {descending}", np.array_equal(values, want.values.numpy(), equal_nan=dtype in (F32, F64)) and np.array_equal(index, want.indices.numpy()))
        k = min(n, 5)
        tv, ti = np.empty((rows, k), x.dtype), np.empty((rows, k), np.int64)
        ck.ck_topk(dtype, p(x), p(tv), p(ti), L(rows), L(n), L(k), B(descending))
        expect("topk", np.array_equal(tv, values[:, :k], equal_nan=dtype in (F32, F64)) and np.array_equal(ti, index[:, :k]))
    s = np.sort(rng.integers(0, 100, 500)).astype(np.float32)
    q, out = rng.integers(-5, 105, 300).astype(np.float32), np.empty(300, np.int64)
    for right in (False, True):
        ck.ck_search_sorted(F32, p(s), L(500), p(q), p(out), L(300), B(right))
        expect("search", np.array_equal(out, np.searchsorted(s, q, side="right" if right else "left")))
    print("sorting")


def softmax():
    for dtype, shape, logarithm in itertools.product((F32, F64), [(256, 10, 1), (7, 1000, 1), (3, 5, 11), (2, 40, 300), (1, 1, 1), (50, 97, 1)], (False, True)):
        x = (rng.normal(size=shape) * 3).astype(NP[dtype])
        y, gx = np.empty_like(x), np.empty_like(x)
        g = rng.normal(size=shape).astype(NP[dtype])
        t = torch.from_numpy(x).double().requires_grad_()
        want = (F.log_softmax if logarithm else F.softmax)(t, 1)
        want.backward(torch.from_numpy(g).double())
        size = [L(s) for s in shape]
        ck.ck_softmax(dtype, p(x), p(y), *size, B(logarithm))
        close(f"softmax {shape} {logarithm}", y, want.detach().numpy(), 1e-5 if dtype == F32 else 1e-12, 3e-6 if dtype == F32 else 1e-13)
        ck.ck_softmax_backward(dtype, p(g), p(y), p(gx), *size, B(logarithm))
        close(f"softmax backward {shape}", gx, t.grad.numpy(), 1e-4 if dtype == F32 else 1e-10, 3e-6 if dtype == F32 else 1e-12)
    for dtype, (rows, classes), weighted, eps in itertools.product((F32, F64), [(256, 10), (5, 3000), (64, 2)], (False, True), (0.0, 0.1)):
        x = (rng.normal(size=(rows, classes)) * 3).astype(NP[dtype])
        target = rng.integers(0, classes, rows)
        target[1] = -100
        w = rng.random(classes).astype(NP[dtype]) if weighted else None
        losses, gradient, total = np.empty(rows, NP[dtype]), np.empty_like(x), D(0)
        expect("ce", ck.ck_cross_entropy(dtype, p(x), p(target), p(w), D(eps), L(-100), p(losses), p(gradient), ctypes.byref(total), L(rows), L(classes)))
        t = torch.from_numpy(x).double().requires_grad_()
        want = F.cross_entropy(t, torch.from_numpy(target), torch.from_numpy(w).double() if weighted else None, reduction="none", label_smoothing=eps)
        want.sum().backward()
        close(f"cross-entropy {rows}x{classes} {weighted} {eps}", losses, want.detach().numpy(), 1e-5 if dtype == F32 else 1e-12, 1e-5 if dtype == F32 else 1e-12)
        close(f"cross-entropy gradient", gradient, t.grad.numpy(), 1e-4 if dtype == F32 else 1e-10, 3e-6 if dtype == F32 else 1e-12)
        only = np.empty(rows, NP[dtype])
        ck.ck_cross_entropy(dtype, p(x), p(target), p(w), D(eps), L(-100), p(only), None, None, L(rows), L(classes))
        expect("ce without gradient", np.array_equal(only, losses))
    print("softmax, cross-entropy")


def products():
    for dtype in (F32, F64):
        rtol, atol = (2e-4, 2e-4) if dtype == F32 else (1e-11, 1e-11)
        for (m, n, k), ta, tb in itertools.product([(1, 1, 1), (3, 5, 7), (1, 40, 30), (40, 1, 30), (64, 64, 64), (200, 130, 70), (33, 257, 300), (5, 4, 0)], (0, 1), (0, 1)):
            a = rng.normal(size=(k, m) if ta else (m, k)).astype(NP[dtype])
            b = rng.normal(size=(n, k) if tb else (k, n)).astype(NP[dtype])
            want = (a.T if ta else a).astype(np.float64) @ (b.T if tb else b).astype(np.float64)
            for alpha, beta in ((1, 0), (0.5, 2)):
                c = rng.normal(size=(m, n)).astype(NP[dtype])
                start = c.astype(np.float64)
                if beta == 0: c[:] = np.nan
                ck.ck_gemm(dtype, B(ta), B(tb), L(m), L(n), L(k), D(alpha), p(a), L(a.shape[1]), p(b), L(b.shape[1]), D(beta), p(c), L(n))
                close(f"gemm {m} {n} {k} {ta}{tb} {alpha}", c, alpha * want + (beta * start if beta else 0), rtol, atol)
        for batch, m, n, k, broadcast in [(5, 3, 4, 6, 0), (8, 40, 50, 60, 0), (6, 20, 30, 40, 1), (6, 20, 30, 40, 2)]:
            a, b = rng.normal(size=(batch, m, k)).astype(NP[dtype]), rng.normal(size=(batch, k, n)).astype(NP[dtype])
            if broadcast == 1: b = b[:1]
            if broadcast == 2: a = a[:1]
            c = np.empty((batch, m, n), NP[dtype])
            ck.ck_gemm_batched(dtype, B(0), B(0), L(batch), L(m), L(n), L(k), D(1), p(a), L(k), L(0 if broadcast == 2 else m * k), p(b), L(n), L(0 if broadcast == 1 else k * n), D(0), p(c), L(n), L(m * n))
            close(f"batched {batch} {m} {n} {k} {broadcast}", c, a.astype(np.float64) @ b.astype(np.float64), rtol, atol)
        for (m, n, k), transposed, bias, act in itertools.product([(32, 1, 2), (256, 10, 784), (4, 5, 6)], (0, 1), (0, 1), range(4)):
            x, w = rng.normal(size=(m, k)).astype(NP[dtype]), rng.normal(size=(n, k) if transposed else (k, n)).astype(NP[dtype])
            bv, y = rng.normal(size=n).astype(NP[dtype]), np.empty((m, n), NP[dtype])
            ck.ck_linear(dtype, L(m), L(n), L(k), p(x), p(w), B(transposed), p(bv) if bias else None, act, p(y))
            want = x.astype(np.float64) @ (w.T if transposed else w) + (bv if bias else 0)
            want = [want, np.maximum(want, 0), 1 / (1 + np.exp(-want)), np.tanh(want)][act]
            close(f"linear {m} {n} {k} {transposed} {act}", y, want, rtol, atol)
    print("matrix products")


def algebra():
    for dtype in (F32, F64):
        tol = dict(rtol=5e-3, atol=5e-3) if dtype == F32 else dict(rtol=1e-9, atol=1e-9)
        T = NP[dtype]
        for n in (1, 2, 5, 40):
            a, b = rng.normal(size=(n, n)).astype(T) + 2 * np.eye(n, dtype=T) * n, rng.normal(size=(n, 3)).astype(T)
            x, inverse, sign, logabs = np.empty((n, 3), T), np.empty((n, n), T), D(), D()
            expect("solve", ck.ck_solve(dtype, L(n), L(3), p(a), p(b), p(x)) == 0)
            close("solve", a @ x, b, **tol)
            expect("inverse", ck.ck_inverse(dtype, L(n), p(a), p(inverse)) == 0)
            close("inverse", a @ inverse, np.eye(n), **tol)
            ck.ck_slogdet(dtype, L(n), p(a), ctypes.byref(sign), ctypes.byref(logabs))
            want = np.linalg.slogdet(a.astype(np.float64))
            close("slogdet", [sign.value, logabs.value], [want[0], want[1]], **tol)
            s = (a @ a.T).astype(T)
            l = np.empty_like(s)
            expect("cholesky", ck.ck_cholesky(dtype, L(n), p(s), p(l)) == 0)
            close("cholesky", l, np.linalg.cholesky(s.astype(np.float64)), **tol)
            ck.ck_triangular_solve(dtype, B(0), B(0), B(0), L(n), L(3), p(l), p(b), p(x))
            close("triangular", l @ x, b, **tol)
            values, vectors = np.empty(n, T), np.empty((n, n), T)
            expect("eigh", ck.ck_eigh(dtype, L(n), p(s), p(values), p(vectors)) == 0)
            close("eigh", vectors @ np.diag(values) @ vectors.T / np.abs(values).max(), s / np.abs(values).max(), **tol)
            r = rng.normal(size=(n, n)).astype(T)
            re, im, vr, vi = np.empty(n, T), np.empty(n, T), np.empty((n, n), T), np.empty((n, n), T)
            expect("eig", ck.ck_eig(dtype, L(n), p(r), p(re), p(im), p(vr), p(vi)) == 0)
            v, w = vr + 1j * vi, re + 1j * im
            close("eig", np.abs(r @ v - v * w).max(), 0, **tol)
            lu, pivots = np.empty((n, n), T), np.empty(n, np.int64)
            ck.ck_lu(dtype, L(n), L(n), p(r), p(lu), p(pivots))
            back = (np.tril(lu, -1) + np.eye(n)) @ np.triu(lu)
            for i in reversed(range(n)): back[[i, pivots[i]]] = back[[pivots[i], i]]
            close("lu", back, r, **tol)
        for m, n in ((5, 3), (3, 5), (30, 30), (1, 4)):
            a = rng.normal(size=(m, n)).astype(T)
            k = min(m, n)
            for complete in (0, 1):
                q, r = np.empty((m, m if complete else k), T), np.empty((m if complete else k, n), T)
                expect("qr", ck.ck_qr(dtype, L(m), L(n), p(a), p(q), p(r), B(complete)) == 0)
                close("qr", q @ r, a, **tol)
                close("q", q.T @ q, np.eye(q.shape[1]), **tol)
                u, s, vh = np.empty((m, m if complete else k), T), np.empty(k, T), np.empty((n if complete else k, n), T)
                expect("svd", ck.ck_svd(dtype, L(m), L(n), p(a), p(u), p(s), p(vh), B(complete)) == 0)
                close("svd", u[:, :k] * s @ vh[:k], a, **tol)
                close("svd u", u.T @ u, np.eye(u.shape[1]), **tol)
            b, x, s, rank = rng.normal(size=(m, 2)).astype(T), np.empty((n, 2), T), np.empty(k, T), ctypes.c_int64()
            expect("lstsq", ck.ck_lstsq(dtype, L(m), L(n), L(2), p(a), p(b), D(-1), p(x), p(s), ctypes.byref(rank)) == 0)
            close("lstsq", x, np.linalg.lstsq(a.astype(np.float64), b, rcond=None)[0], **tol)
            expect("rank", rank.value == k)
    print("linear algebra")


class Conv(ctypes.Structure):
    _fields_ = [(f, ctypes.c_int64) for f in "batch channels height width out_channels kernel_h kernel_w stride_h stride_w pad_top pad_left pad_bottom pad_right dilation_h dilation_w groups".split()]


class Pool(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int32)] + [(f, ctypes.c_int64) for f in "batch channels height width out_height out_width kernel_h kernel_w stride_h stride_w pad_top pad_left".split()]


def blocked_values(b, shape):
    y = np.empty(shape, np.float32)
    expect("to plain", ck.ck_blocked_to_plain(b, p(y)) == 0)
    return y


def layers():
    ck.ck_blocked_from_plain.restype = ctypes.c_void_p
    V = ctypes.c_void_p
    for n, c, h, w, o, kh, kw, s, pad, d, groups in [(2, 1, 28, 28, 6, 5, 5, 1, 2, 1, 1), (3, 6, 14, 14, 16, 5, 5, 1, 0, 1, 1), (2, 16, 9, 11, 32, 3, 3, 2, 1, 1, 1),
                                                     (2, 8, 12, 12, 8, 3, 3, 1, 2, 2, 4), (1, 3, 20, 20, 64, 7, 7, 2, 3, 1, 1), (2, 5, 6, 7, 3, 1, 1, 1, 0, 1, 1), (2, 8, 10, 10, 8, 3, 3, 1, 1, 1, 8)]:
        conv = Conv(n, c, h, w, o, kh, kw, s, s, pad, pad, pad, pad, d, d, groups)
        x64, w64, b64 = rng.normal(size=(n, c, h, w)), rng.normal(size=(o, c // groups, kh, kw)), rng.normal(size=o)
        tx, tw, tb = [torch.from_numpy(v).requires_grad_() for v in (x64, w64, b64)]
        ty = F.conv2d(tx, tw, tb, s, pad, d, groups)
        tg = torch.randn_like(ty)
        ty.backward(tg)
        for dtype in (F32, F64):
            T = NP[dtype]
            tol = (2e-4, 2e-4) if dtype == F32 else (1e-11, 1e-11)
            x, wt, b, g = [np.ascontiguousarray(v.astype(T)) for v in (x64, w64, b64, tg.numpy())]
            y, gx, gw, gb = np.empty(ty.shape, T), np.empty_like(x), np.empty_like(wt), np.empty_like(b)
            expect("conv", ck.ck_conv_forward(dtype, ctypes.byref(conv), p(x), p(wt), p(b), p(y)) == 0)
            close("conv forward", y, ty.detach().numpy(), *tol)
            expect("conv", ck.ck_conv_backward_data(dtype, ctypes.byref(conv), p(g), p(wt), p(gx)) == 0)
            close("conv data", gx, tx.grad.numpy(), *tol)
            expect("conv", ck.ck_conv_backward_weights(dtype, ctypes.byref(conv), p(x), p(g), p(gw), p(gb)) == 0)
            close("conv weights", gw, tw.grad.numpy(), *tol)
            close("conv bias", gb, tb.grad.numpy(), *tol)
        x, wt, b, g = [np.ascontiguousarray(v.astype(np.float32)) for v in (x64, w64, b64, tg.numpy())]
        bx, by, bg, bgx = V(ck.ck_blocked_from_plain(p(x), L(n), L(c), L(h), L(w))), V(), V(ck.ck_blocked_from_plain(p(g), *map(L, ty.shape))), V()
        expect("blocked conv", ck.ck_blocked_conv_forward(ctypes.byref(conv), bx, p(wt), p(b), 0, ctypes.byref(by)) == 0)
        close("blocked conv", blocked_values(by, ty.shape), ty.detach().numpy(), 2e-4, 2e-4)
        expect("blocked conv", ck.ck_blocked_conv_backward_data(ctypes.byref(conv), bg, p(wt), ctypes.byref(bgx)) == 0)
        close("blocked data", blocked_values(bgx, x.shape), tx.grad.numpy(), 2e-4, 2e-4)
        gw, gb = np.empty_like(wt), np.empty_like(b)
        ck.ck_blocked_conv_backward_weights(ctypes.byref(conv), bx, bg, p(gw), p(gb))
        close("blocked weights", gw, tw.grad.numpy(), 2e-4, 2e-4)
        # Sigmoid on a layout with padded channels, then another convolution's view of it.
        bs, bb = V(), V()
        expect("blocked unary", ck.ck_blocked_unary(UNARY.index("SIGMOID"), by, ctypes.byref(bs)) == 0)
        close("blocked sigmoid", blocked_values(bs, ty.shape), torch.sigmoid(ty).detach().numpy(), 2e-4, 2e-4)
        expect("blocked binary", ck.ck_blocked_binary(0, by, bg, ctypes.byref(bb)) == 0)
        close("blocked add", blocked_values(bb, ty.shape), (ty + tg).detach().numpy(), 2e-4, 2e-4)
        # Batch norm on the blocked output.
        gamma, beta, mean, var, ggamma, gbeta = [rng.random(o).astype(np.float32) + 0.5 for _ in range(6)]
        bn, bngx = V(), V()
        expect("norm", ck.ck_blocked_batch_norm(by, p(gamma), p(beta), ctypes.c_float(1e-5), p(mean), p(var), ctypes.byref(bn)) == 0)
        base = ty.detach().clone().requires_grad_()
        tgm, tbt = torch.from_numpy(gamma).double().requires_grad_(), torch.from_numpy(beta).double().requires_grad_()
        want = F.batch_norm(base, None, None, tgm, tbt, True, 0.1, 1e-5)
        want.backward(tg)
        close("blocked norm", blocked_values(bn, ty.shape), want.detach().numpy(), 1e-3, 1e-3)
        expect("norm back", ck.ck_blocked_batch_norm_backward(by, bg, p(gamma), p(mean), p(var), ctypes.c_float(1e-5), p(ggamma), p(gbeta), ctypes.byref(bngx)) == 0)
        close("blocked norm gx", blocked_values(bngx, ty.shape), base.grad.numpy(), 1e-3, 1e-3)
        close("blocked norm ggamma", ggamma, tgm.grad.numpy(), 2e-3, 2e-3)
        for dtype in (F32, F64):
            T = NP[dtype]
            tol = (1e-3, 1e-3) if dtype == F32 else (1e-8, 1e-8)
            xs, g1 = base.detach().numpy().astype(T), np.ascontiguousarray(tg.numpy().astype(T))
            for spatial in (False, True):
                xv = np.ascontiguousarray(xs if spatial else xs[:, :, 0, 0])
                gv = np.ascontiguousarray(g1 if spatial else g1[:, :, 0, 0])
                t = torch.from_numpy(xv).double().requires_grad_()
                g2, b2 = torch.from_numpy(gamma).double().requires_grad_(), torch.from_numpy(beta).double().requires_grad_()
                if xv.shape[0] * (xv.size // xv.shape[0] // o) < 3: continue
                want = F.batch_norm(t, None, None, g2, b2, True, 0.1, 1e-5)
                want.backward(torch.from_numpy(gv).double())
                out, m1, v1, r1, gx, gg, gb2 = np.empty_like(xv), *[np.empty(o, T) for _ in range(3)], np.empty_like(xv), np.empty(o, T), np.empty(o, T)
                sizes = [L(xv.shape[0]), L(o), L(xv.size // xv.shape[0] // o)]
                ga, be = gamma.astype(T), beta.astype(T)
                ck.ck_batch_norm(dtype, p(xv), p(ga), p(be), D(1e-5), p(out), p(m1), p(v1), p(r1), *sizes)
                close("batch norm", out, want.detach().numpy(), *tol)
                ck.ck_batch_norm_backward(dtype, p(gv), p(xv), p(ga), p(m1), p(r1), p(gx), p(gg), p(gb2), *sizes)
                close("batch norm gx", gx, t.grad.numpy(), *tol)
                close("batch norm ggamma", gg, g2.grad.numpy(), *tol)
                inference = np.empty_like(xv)
                ck.ck_batch_norm_inference(dtype, p(xv), p(ga), p(be), p(m1), p(v1), D(1e-5), p(inference), *sizes)
                close("batch norm inference", inference, out, *tol)
        for handle in (bx, by, bg, bgx, bs, bb, bn, bngx): ck.ck_blocked_free(handle)
    for kind, (n, c, h, w), k, s, pad, ceil in itertools.product(range(3), [(2, 6, 28, 28), (1, 16, 9, 7)], (2, 3), (1, 2), (0, 1), (False, True)):
        x64 = rng.normal(size=(n, c, h, w))
        t = torch.from_numpy(x64).requires_grad_()
        if kind == 0: ty, ti = F.max_pool2d(t, k, s, pad, ceil_mode=ceil, return_indices=True)
        else: ty = F.avg_pool2d(t, k, s, pad, ceil_mode=ceil, count_include_pad=kind == 1)
        tg = torch.randn_like(ty)
        ty.backward(tg)
        pool = Pool(kind, n, c, h, w, ty.shape[2], ty.shape[3], k, k, s, s, pad, pad)
        for dtype in (F32, F64):
            T = NP[dtype]
            x, g, y, gx = x64.astype(T), np.ascontiguousarray(tg.numpy().astype(T)), np.empty(ty.shape, T), np.empty(x64.shape, T)
            index = np.empty(ty.shape, np.int64) if kind == 0 else None
            ck.ck_pool_forward(dtype, ctypes.byref(pool), p(x), p(y), p(index))
            close(f"pool {kind} {k} {s} {pad} {ceil}", y, ty.detach().numpy(), 1e-6, 1e-6)
            if kind == 0: expect("pool indices", np.array_equal(index, ti.numpy()))
            ck.ck_pool_backward(dtype, ctypes.byref(pool), p(g), p(index), p(gx))
            close(f"pool backward", gx, t.grad.numpy(), 1e-5, 1e-5)
        if ceil: continue
        x, g = x64.astype(np.float32), np.ascontiguousarray(tg.numpy().astype(np.float32))
        bx, by, work, bg, bgx = V(ck.ck_blocked_from_plain(p(x), *map(L, x.shape))), V(), V(), V(ck.ck_blocked_from_plain(p(g), *map(L, g.shape))), V()
        expect("blocked pool", ck.ck_blocked_pool_forward(ctypes.byref(pool), bx, ctypes.byref(by), ctypes.byref(work)) == 0)
        close(f"blocked pool {kind}", blocked_values(by, ty.shape), ty.detach().numpy(), 1e-5, 1e-5)
        expect("blocked pool backward", ck.ck_blocked_pool_backward(ctypes.byref(pool), bg, work, ctypes.byref(bgx)) == 0)
        close(f"blocked pool backward {kind}", blocked_values(bgx, x.shape), t.grad.numpy(), 1e-5, 1e-5)
        for handle in (bx, by, work, bg, bgx): ck.ck_blocked_free(handle)
    for dtype, (rows, n) in itertools.product((F32, F64), [(5, 7), (33, 200), (2, 5000)]):
        T = NP[dtype]
        x, g, gamma, beta = [rng.normal(size=s).astype(T) for s in ((rows, n), (rows, n), n, n)]
        t, tgm, tbt = [torch.from_numpy(v).double().requires_grad_() for v in (x, gamma, beta)]
        want = F.layer_norm(t, (n,), tgm, tbt, 1e-5)
        want.backward(torch.from_numpy(g).double())
        y, mean, rstd, gx, gg, gb = np.empty_like(x), np.empty(rows, T), np.empty(rows, T), np.empty_like(x), np.empty(n, T), np.empty(n, T)
        ck.ck_layer_norm(dtype, p(x), p(gamma), p(beta), D(1e-5), p(y), p(mean), p(rstd), L(rows), L(n))
        close("layer norm", y, want.detach().numpy(), 1e-4, 1e-5)
        ck.ck_layer_norm_backward(dtype, p(g), p(x), p(mean), p(rstd), p(gamma), p(gx), p(gg), p(gb), L(rows), L(n))
        close("layer norm gx", gx, t.grad.numpy(), 1e-4, 1e-5)
        close("layer norm ggamma", gg, tgm.grad.numpy(), 1e-4, 1e-4)
        close("layer norm gbeta", gb, tbt.grad.numpy(), 1e-4, 1e-4)
    print("convolution, pooling, normalisation, blocked tensors")


def optimizers():
    def run(make, step, states, dtype):
        w = torch.from_numpy(rng.normal(size=5000)).to(torch.float64 if dtype == F64 else torch.float32)
        mine = w.numpy().copy()
        parameter = w.clone().requires_grad_()
        optimizer = make([parameter])
        buffers = [np.zeros_like(mine) for _ in range(states)]
        for t in range(1, 6):
            g = rng.normal(size=5000).astype(mine.dtype)
            parameter.grad = torch.from_numpy(g)
            optimizer.step()
            step(dtype, mine, g, buffers, t)
        return mine, parameter.detach().numpy()
    o = torch.optim
    cases = {
        "sgd": (lambda ps: o.SGD(ps, 0.1, weight_decay=0.01), lambda d, w, g, b, t: ck.ck_sgd(d, p(w), p(g), None, D(0.1), D(0), D(0), D(0.01), B(0), B(t == 1), L(5000)), 1),
        "momentum": (lambda ps: o.SGD(ps, 0.1, momentum=0.9, dampening=0.2), lambda d, w, g, b, t: ck.ck_sgd(d, p(w), p(g), p(b[0]), D(0.1), D(0.9), D(0.2), D(0), B(0), B(t == 1), L(5000)), 1),
        "nesterov": (lambda ps: o.SGD(ps, 0.1, momentum=0.9, nesterov=True, weight_decay=0.1), lambda d, w, g, b, t: ck.ck_sgd(d, p(w), p(g), p(b[0]), D(0.1), D(0.9), D(0), D(0.1), B(1), B(t == 1), L(5000)), 1),
        "adam": (lambda ps: o.Adam(ps, 0.01, weight_decay=0.1), lambda d, w, g, b, t: ck.ck_adam(d, p(w), p(g), p(b[0]), p(b[1]), None, D(0.01), D(0.9), D(0.999), D(1e-8), D(0.1), B(0), L(t), L(5000)), 2),
        "adamw amsgrad": (lambda ps: o.AdamW(ps, 0.01, weight_decay=0.1, amsgrad=True), lambda d, w, g, b, t: ck.ck_adam(d, p(w), p(g), p(b[0]), p(b[1]), p(b[2]), D(0.01), D(0.9), D(0.999), D(1e-8), D(0.1), B(1), L(t), L(5000)), 3),
        "rmsprop": (lambda ps: o.RMSprop(ps, 0.01, 0.9, momentum=0.5, centered=True, weight_decay=0.1), lambda d, w, g, b, t: ck.ck_rmsprop(d, p(w), p(g), p(b[0]), p(b[1]), p(b[2]), D(0.01), D(0.9), D(1e-8), D(0.1), D(0.5), L(5000)), 3),
        "adagrad": (lambda ps: o.Adagrad(ps, 0.01, weight_decay=0.1), lambda d, w, g, b, t: ck.ck_adagrad(d, p(w), p(g), p(b[0]), D(0.01), D(1e-10), D(0.1), L(5000)), 1),
        "adadelta": (lambda ps: o.Adadelta(ps, 0.5, 0.9, weight_decay=0.1), lambda d, w, g, b, t: ck.ck_adadelta(d, p(w), p(g), p(b[0]), p(b[1]), D(0.5), D(0.9), D(1e-6), D(0.1), L(5000)), 2),
    }
    for name, (make, step, states) in cases.items():
        for dtype in (F32, F64):
            close(f"optimizer {name}", *run(make, step, states, dtype), *((2e-5, 2e-6) if dtype == F32 else (1e-11, 1e-12)))
    print("optimizers")


def random():
    # Known answers of Philox4x32-10 from the Random123 distribution.
    for counter, key, answer in [((0,) * 4, (0,) * 2, (0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)),
                                 ((0xffffffff,) * 4, (0xffffffff,) * 2, (0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)),
                                 ((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0), (0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1))]:
        out = (ctypes.c_uint32 * 4)()
        ck.ck_philox((ctypes.c_uint32 * 4)(*counter), (ctypes.c_uint32 * 2)(*key), out)
        expect("philox", tuple(out) == answer, f"{[hex(v) for v in out]}")
    U = ctypes.c_uint64
    from math import erf
    n = 1_000_000
    for dtype in (F32, F64):
        x = np.empty(n, NP[dtype])
        ck.ck_random_normal(dtype, U(1), U(2), U(0), p(x), D(0), D(1), L(n))
        expect("normal moments", abs(x.mean()) < 5e-3 and abs(x.std() - 1) < 5e-3 and abs((x ** 4).mean() - 3) < 0.05, f"{x.mean()} {x.std()}")
        s = np.sort(x[:100_000].astype(np.float64))
        ks = np.abs(np.vectorize(lambda v: 0.5 * (1 + erf(v / 2 ** 0.5)))(s) - np.arange(1, len(s) + 1) / len(s)).max()
        expect("normal KS", ks < 1.63 / len(s) ** 0.5, str(ks))
        tail = np.empty(1001, NP[dtype])
        ck.ck_random_normal(dtype, U(1), U(2), U(2 * 1000), p(tail), D(0), D(1), L(1001))
        expect("normal is a function of its place", np.array_equal(tail, x[1000:2001]))
        ck.ck_random_uniform(dtype, U(1), U(3), U(0), p(x), D(-1), D(3), L(n))
        expect("uniform", abs(x.mean() - 1) < 5e-3 and x.min() >= -1 and x.max() < 3)
        ck.ck_random_exponential(dtype, U(1), U(3), U(0), p(x), D(2), L(n))
        expect("exponential", abs(x.mean() - 0.5) < 2e-3 and x.min() >= 0)
    one, two = np.empty(n, np.float32), np.empty(n, np.float32)
    ck.ck_set_num_threads(1)
    ck.ck_random_normal(F32, U(9), U(0), U(0), p(one), D(0), D(1), L(n))
    ck.ck_set_num_threads(2)
    ck.ck_random_normal(F32, U(9), U(0), U(0), p(two), D(0), D(1), L(n))
    expect("threads", np.array_equal(one, two))
    print("  normals checksum (must agree on every instruction set):", hex(int(np.bitwise_xor.reduce(one.view(np.uint32) * np.arange(1, n + 1, dtype=np.uint32)))))
    i = np.empty(n, np.int64)
    ck.ck_random_integers(I64, U(1), U(4), U(0), p(i), L(-3), L(7), L(n))
    counts = np.bincount(i + 3, minlength=10)
    expect("integers", i.min() == -3 and i.max() == 6 and ((counts - n / 10) ** 2 / (n / 10)).sum() < 30, str(counts))
    perm = np.empty(1000, np.int64)
    ck.ck_random_permutation(U(5), U(6), U(0), p(perm), L(1000))
    expect("permutation", np.array_equal(np.sort(perm), np.arange(1000)) and not np.array_equal(perm, np.arange(1000)))
    b = np.empty(n, np.bool_)
    ck.ck_random_bernoulli(BOOL, U(1), U(4), U(0), p(b), D(0.3), L(n))
    expect("bernoulli", abs(b.mean() - 0.3) < 3e-3)
    print("random")


def indexing():
    for dtype in range(7):
        x = rng.integers(0, 100 if dtype != BOOL else 2, (3, 20, 7)).astype(NP[dtype])
        index = rng.integers(0, 20, 33)
        out = np.empty((3, 33, 7), NP[dtype])
        ck.ck_index_select(dtype, p(x), p(index), p(out), L(3), L(20), L(7), L(33))
        expect("index select", np.array_equal(out, x[:, index]))
        g = rng.integers(0, 20, (3, 5, 7))
        out = np.empty((3, 5, 7), NP[dtype])
        ck.ck_gather(dtype, p(x), p(g), p(out), L(3), L(20), L(7), L(5))
        expect("gather", np.array_equal(out, np.take_along_axis(x, g, 1)))
        if dtype in (BOOL, F16): continue
        y = x.copy()
        ck.ck_scatter(dtype, p(y), p(g), p(out), L(3), L(20), L(7), L(5), B(1))
        want = torch.from_numpy(x).clone().scatter_add_(1, torch.from_numpy(g), torch.from_numpy(out)).numpy()
        expect("scatter add", np.array_equal(y, want))
        y, src = x.copy(), rng.integers(0, 5, (3, 33, 7)).astype(NP[dtype])
        ck.ck_index_add(dtype, p(y), p(index), p(src), L(3), L(20), L(7), L(33))
        expect("index add", np.array_equal(y, torch.from_numpy(x).clone().index_add_(1, torch.from_numpy(index), torch.from_numpy(src)).numpy()))
    mask = rng.random(1000) < 0.1
    out = np.empty(1000, np.int64)
    ck.ck_nonzero.restype = L
    count = ck.ck_nonzero(p(mask), L(1000), p(out))
    expect("nonzero", np.array_equal(out[:count], np.flatnonzero(mask)))
    print("indexing")


ck.ck_isa.restype = ctypes.c_char_p
print("kernels:", ck.ck_isa().decode())
only = sys.argv[2:]
for family in (unary, binary, misc, reductions, sorting, softmax, products, algebra, layers, optimizers, random, indexing):
    if not only or family.__name__ in only:
        family()
print("failures:", failures)
sys.exit(failures > 0)
