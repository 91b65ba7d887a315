import Tensors

/// How each operation is called with the inputs and arguments of a fixture.
enum Evaluators {
  typealias Call = @Sendable ([Tensor], FixtureCase) -> [Tensor]

  static func call(_ name: String) -> Call? {
    if let unary = unary[name] { return { inputs, _ in [unary(inputs[0])] } }
    if let binary = binary[name] { return { inputs, _ in [binary(inputs[0], inputs[1])] } }
    return reductions[name] ?? shapes[name] ?? positions[name] ?? linearAlgebra[name]
      ?? sorting[name] ?? fourier[name]
  }

  static let unary: [String: @Sendable (Tensor) -> Tensor] = [
    "neg": { -$0 }, "abs": abs, "sign": sign, "square": square, "relu": relu, "sqrt": sqrt,
    "rsqrt": rsqrt, "reciprocal": reciprocal, "exp": exp, "exp2": exp2, "expm1": expm1,
    "log": log, "log2": log2, "log10": log10, "log1p": log1p, "sin": sin, "cos": cos, "tan": tan,
    "asin": asin, "acos": acos, "atan": atan, "sinh": sinh, "cosh": cosh, "tanh": tanh,
    "asinh": asinh, "acosh": acosh, "atanh": atanh, "sigmoid": sigmoid, "erf": erf, "erfc": erfc,
    "erfinv": erfinv, "floor": floor, "ceil": ceil, "round": round, "trunc": trunc,
    "softplus": softplus, "logSigmoid": logSigmoid, "silu": silu, "gelu": gelu, "isNaN": isNaN,
    "isInfinite": isInfinite, "isFinite": isFinite, "logicalNot": { .!$0 },
    "clone": { $0.clone() }, "flatten": { $0.flatten() }, "squeeze": { $0.squeeze() },
    "trace": { $0.trace() }, "nonzero": { $0.nonzero() }, "nanToNum": { $0.nanToNum() },
  ]

  static let binary: [String: @Sendable (Tensor, Tensor) -> Tensor] = [
    "add": { $0 + $1 }, "sub": { $0 - $1 }, "mul": { $0 * $1 }, "div": { $0 / $1 },
    "pow": { $0 ** $1 }, "maximum": maximum, "minimum": minimum, "atan2": atan2, "hypot": hypot,
    "logAddExp": logAddExp, "floorDivide": floorDivide, "remainder": { $0 % $1 }, "fmod": fmod,
    "equal": { $0 .== $1 }, "notEqual": { $0 .!= $1 }, "less": { $0 .< $1 },
    "lessEqual": { $0 .<= $1 }, "greater": { $0 .> $1 }, "greaterEqual": { $0 .>= $1 },
    "logicalAnd": logicalAnd, "logicalOr": logicalOr, "logicalXor": logicalXor,
    "bitwiseAnd": { $0 .& $1 }, "bitwiseOr": { $0 .| $1 }, "bitwiseXor": { $0 .^ $1 },
    "matmul": matmul, "dot": dot, "outer": outer, "maskedSelect": { $0.maskedSelect($1) },
    "take": { $0.take($1) },
  ]

  static let reductions: [String: Call] = [
    "sum": { x, c in [c.ints("axes").map { x[0].sum(axes: $0, keepDims: c.keepDims) } ?? x[0].sum()]
    },
    "mean": { x, c in
      [c.ints("axes").map { x[0].mean(axes: $0, keepDims: c.keepDims) } ?? x[0].mean()]
    },
    "prod": { x, c in
      [c.ints("axes").map { x[0].prod(axis: $0[0], keepDims: c.keepDims) } ?? x[0].prod()]
    },
    "max": { x, c in [c.ints("axes").map { x[0].max(axes: $0, keepDims: c.keepDims) } ?? x[0].max()]
    },
    "min": { x, c in [c.ints("axes").map { x[0].min(axes: $0, keepDims: c.keepDims) } ?? x[0].min()]
    },
    "logSumExp": { x, c in [x[0].logSumExp(axes: c.ints("axes") ?? [], keepDims: c.keepDims)] },
    "any": { x, c in
      [c.ints("axes").map { x[0].any(axis: $0[0], keepDims: c.keepDims) } ?? x[0].any()]
    },
    "all": { x, c in
      [c.ints("axes").map { x[0].all(axis: $0[0], keepDims: c.keepDims) } ?? x[0].all()]
    },
    "countNonzero": { x, c in [x[0].countNonzero(axis: c.ints("axes")?[0])] },
    "variance": { x, c in
      [
        x[0].variance(
          axes: c.ints("axes"), correction: c.double("correction"), keepDims: c.keepDims)
      ]
    },
    "std": { x, c in
      [x[0].std(axes: c.ints("axes"), correction: c.double("correction"), keepDims: c.keepDims)]
    },
    "argMax": { x, c in
      [c.ints("axes").map { x[0].argMax(axis: $0[0], keepDims: c.keepDims) } ?? x[0].argMax()]
    },
    "argMin": { x, c in
      [c.ints("axes").map { x[0].argMin(axis: $0[0], keepDims: c.keepDims) } ?? x[0].argMin()]
    },
    "cumsum": { x, c in [x[0].cumsum(axis: c.int("axis"))] },
    "cumprod": { x, c in [x[0].cumprod(axis: c.int("axis"))] },
    "softmax": { x, c in [x[0].softmax(axis: c.int("axis"))] },
    "logSoftmax": { x, c in [x[0].logSoftmax(axis: c.int("axis"))] },
    "clamp": { x, c in
      let high = c.double("high")
      return [x[0].clamp(min: c.double("low"), max: high == 1e308 ? .infinity : high)]
    },
    "where": { x, _ in [which(x[0], x[1], x[2])] },
    "maskedFill": { x, c in [x[0].maskedFill(x[1], c.double("value"))] },
  ]

  static let shapes: [String: Call] = [
    "reshape": { x, c in [x[0].reshape(c.ints("shape") ?? [])] },
    "flip": { x, c in [x[0].flip(axes: c.ints("axes") ?? [])] },
    "roll": { x, c in [x[0].roll(c.int("shift"), axis: c.int("axis"))] },
    "expandedDimensions": { x, c in [x[0].expandedDimensions(axis: c.int("axis"))] },
    "narrow": { x, c in
      [x[0].narrow(axis: c.int("axis"), start: c.int("start"), length: c.int("length"))]
    },
    "split": { x, c in x[0].split(size: c.int("size"), axis: c.int("axis")) },
    "chunk": { x, c in x[0].chunk(c.int("count"), axis: c.int("axis")) },
    "repeated": { x, c in [x[0].repeated(c.int("count"), axis: c.int("axis"))] },
    "diff": { x, c in [x[0].diff(axis: c.int("axis"))] },
    "slice": { x, c in [x[0][.stride(from: c.int("start"), by: c.int("step"))]] },
    "unfold": { x, c in
      [x[0].unfold(axis: c.int("axis"), size: c.int("size"), step: c.int("step"))]
    },
    "permute": { x, c in [x[0].permute(c.ints("axes") ?? [])] },
    "transposed": { x, c in [x[0].transposed(c.int("first"), c.int("second"))] },
    "movedAxis": { x, c in [x[0].movedAxis(c.int("source"), to: c.int("destination"))] },
    "expand": { x, c in [x[0].expand(c.ints("shape") ?? [])] },
    "unbind": { x, c in x[0].unbind(axis: c.int("axis")) },
    "tiled": { x, c in [x[0].tiled(c.ints("counts") ?? [])] },
    "diagonal": { x, c in
      [
        x[0].diagonal(
          offset: c.int("offset"), axis2: c.args?["second"] == nil ? 1 : c.int("second"))
      ]
    },
    "diag": { x, c in [x[0].diag(c.int("offset"))] },
    "tril": { x, c in [x[0].tril(diagonal: c.int("diagonal"))] },
    "triu": { x, c in [x[0].triu(diagonal: c.int("diagonal"))] },
    "meshgrid": { x, _ in meshgrid(x) },
    "oneHot": { x, c in [x[0].oneHot(c.int("classes"))] },
    "to": { x, c in [x[0].to(DType.allCases[c.int("target")])] },
    "cat": { x, c in [cat(x, axis: c.int("axis"))] },
    "stack": { x, c in [stack(x, axis: c.int("axis"))] },
    "pad": { x, c in
      let flat = c.ints("widths") ?? []
      let widths = stride(from: 0, to: flat.count, by: 2).map { (flat[$0], flat[$0 + 1]) }
      let modes: [Tensor.Padding] = [.constant(c.double("value")), .reflect, .replicate, .circular]
      return [x[0].pad(widths, mode: modes[c.int("mode")])]
    },
    "asStrided": { x, c in
      [
        x[0].asStrided(
          shape: c.ints("shape") ?? [], strides: c.ints("strides") ?? [], offset: c.int("offset"))
      ]
    },
    "embed": { x, _ in
      let target = Tensor.zeros([5])
      target[.stride(from: 1, by: 2)] = x[0]
      return [target]
    },
    "copySlices": { x, _ in
      let target = x[0].clone()
      target[1..<3] = x[1]
      return [target]
    },
  ]

  static let positions: [String: Call] = [
    "indexSelect": { x, c in [x[0].indexSelect(axis: c.int("axis"), x[1])] },
    "indexAdd": { x, c in
      [Tensor.zeros([c.int("extent"), 2]).indexAdd(axis: c.int("axis"), x[1], x[0])]
    },
    "indexPut": { x, _ in
      let target = x[0].clone()
      target[x[1]] = x[2]
      return [target]
    },
    "gather": { x, c in [x[0].gather(axis: c.int("axis"), x[1])] },
    "scatter": { x, c in [x[0].scatter(axis: c.int("axis"), x[1], x[2])] },
    "scatterAdd": { x, c in [x[0].scatterAdd(axis: c.int("axis"), x[1], x[2])] },
  ]
}
