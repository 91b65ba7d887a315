import Tensors

/// Inputs for the gradient check of every differentiable operation.
enum Samples {
  static let all: [Sample] =
    unary + binary + reductions + shapes + joining + positions + linearAlgebra + sorting
    + fourier

  private static let unary: [Sample] = {
    let narrow: Set<String> = ["asin", "acos", "atanh", "erfinv"]
    let positive: Set<String> = ["sqrt", "rsqrt", "log", "log2", "log10", "log1p", "reciprocal"]
    return Evaluators.unary.keys.sorted().compactMap { name -> Sample? in
      guard Operation.named(name)?.isDifferentiable == true, let call = Evaluators.unary[name]
      else {
        return nil
      }
      if name == "trace" { return Sample(name, [wild(3, 3)]) { call($0[0]) } }
      if narrow.contains(name) { return Sample(name, [wild(2, 3) * 0.8]) { call($0[0]) } }
      if positive.contains(name) {
        return Sample(name, [abs(wild(2, 3)) + 0.5]) { call($0[0]) }
      }
      if name == "acosh" { return Sample(name, [abs(wild(2, 3)) + 1.5]) { call($0[0]) } }
      return Sample(name, [wild(2, 3) * 1.7 + 0.05]) { call($0[0]) }
    }
  }()

  private static let binary: [Sample] = [
    Sample("add", [wild(2, 3), wild(3)]) { $0[0] + $0[1] },
    Sample("sub", [wild(2, 1), wild(1, 3)]) { $0[0] - $0[1] },
    Sample("mul", [wild(2, 3), wild(2, 1, seed: 2)]) { $0[0] * $0[1] },
    Sample("mul", [wild(2, 3)]) { $0[0] * $0[0] },
    Sample("div", [wild(2, 3), wild(3, seed: 2) + 2]) { $0[0] / $0[1] },
    Sample("pow", [wild(2, 3) + 2, wild(3, seed: 2)]) { $0[0] ** $0[1] },
    Sample("pow", [wild(2, 3)]) { $0[0] ** 3 },
    Sample("maximum", [wild(2, 3), wild(3, seed: 2)]) { maximum($0[0], $0[1]) },
    Sample("minimum", [wild(2, 3), wild(3, seed: 2)]) { minimum($0[0], $0[1]) },
    Sample("atan2", [wild(2, 3), wild(3, seed: 2) + 2]) { atan2($0[0], $0[1]) },
    Sample("hypot", [wild(2, 3), wild(3, seed: 2) + 2]) { hypot($0[0], $0[1]) },
    Sample("logAddExp", [wild(2, 3), wild(3, seed: 2)]) { logAddExp($0[0], $0[1]) },
    Sample("remainder", [wild(2, 3) * 5 + 0.3, wild(3, seed: 2) + 2]) { $0[0] % $0[1] },
    Sample("fmod", [wild(2, 3) * 5 + 0.3, wild(3, seed: 2) + 2]) { fmod($0[0], $0[1]) },
    Sample("where", [wild(2, 3), wild(3, seed: 2)]) {
      which(Tensor([[true, false, true], [false, false, true]]), $0[0], $0[1])
    },
    Sample("clamp", [wild(2, 3)]) { $0[0].clamp(min: -0.55, max: 0.55) },
    Sample("maskedFill", [wild(3)]) { $0[0].maskedFill(Tensor([true, false, true]), 2) },
    Sample("matmul", [wild(2, 3), wild(3, 2, seed: 2)]) { matmul($0[0], $0[1]) },
    Sample("matmul", [wild(2, 2, 3), wild(3, 2, seed: 2)]) { matmul($0[0], $0[1]) },
    Sample("matmul", [wild(2, 1, 2, 3), wild(2, 3, 1, seed: 2)]) { matmul($0[0], $0[1]) },
    Sample("matmul", [wild(3), wild(3, 2, seed: 2)]) { matmul($0[0], $0[1]) },
    Sample("dot", [wild(4), wild(4, seed: 2)]) { dot($0[0], $0[1]) },
    Sample("outer", [wild(2), wild(3, seed: 2)]) { outer($0[0], $0[1]) },
  ]

  private static let reductions: [Sample] = [
    Sample("sum", [wild(2, 3, 2)]) { $0[0].sum(axes: [0, 2]) },
    Sample("mean", [wild(2, 3)]) { $0[0].mean(axis: 1, keepDims: true) },
    Sample("prod", [wild(2, 3)]) { $0[0].prod(axis: 1) },
    Sample("prod", [Tensor([[2.0, 0, 3], [0, 0, 1]], dtype: .float64)]) { $0[0].prod(axis: 1) },
    Sample("max", [wild(2, 3)]) { $0[0].max(axis: 1) },
    Sample("min", [wild(2, 3)]) { $0[0].min(axis: 0) },
    Sample("variance", [wild(3, 2)]) { $0[0].variance(axis: 0) },
    Sample("std", [wild(3, 2)]) { $0[0].std(axis: 0, correction: 0) },
    Sample("logSumExp", [wild(2, 3)]) { $0[0].logSumExp(axis: 1) },
    Sample("cumsum", [wild(2, 3)]) { $0[0].cumsum(axis: 1) },
    Sample("cumprod", [wild(3, 2)]) { $0[0].cumprod(axis: 0) },
    Sample("cumprod", [Tensor([2.0, 0, 3, 0, 1], dtype: .float64)]) { $0[0].cumprod(axis: 0) },
    Sample("softmax", [wild(2, 3)]) { $0[0].softmax(axis: 1) },
    Sample("logSoftmax", [wild(2, 3)]) { $0[0].logSoftmax(axis: 0) },
  ]

  private static let shapes: [Sample] = [
    Sample("reshape", [wild(2, 3)]) { $0[0].reshape(3, 2) ** 2 },
    Sample("reshape", [wild(2, 3)]) { $0[0].T.reshape(6) ** 2 },
    Sample("permute", [wild(2, 3, 2)]) { $0[0].permute(2, 0, 1) ** 2 },
    Sample("transposed", [wild(2, 3)]) { $0[0].transposed(0, 1) ** 2 },
    Sample("movedAxis", [wild(2, 3)]) { $0[0].movedAxis(0, to: 1) ** 2 },
    Sample("expand", [wild(2, 1)]) { $0[0].expand(3, 2, 2) ** 2 },
    Sample("expandedDimensions", [wild(2)]) { $0[0].expandedDimensions(axis: 0) ** 2 },
    Sample("slice", [wild(4, 3)]) { $0[0][1..., .stride(by: 2)] ** 2 },
    Sample("slice", [wild(4, 3)]) { $0[0][-1] * $0[0][0] },
    Sample("narrow", [wild(4)]) { $0[0].narrow(axis: 0, start: 1, length: 2) ** 2 },
    Sample("diagonal", [wild(3, 4)]) { $0[0].diagonal(offset: 1) ** 2 },
    Sample("diag", [wild(3)]) { $0[0].diag(1) ** 2 },
    Sample("unfold", [wild(5)]) { $0[0].unfold(axis: 0, size: 3, step: 1) ** 2 },
    Sample("asStrided", [wild(6)]) {
      $0[0].asStrided(shape: [3, 2], strides: [1, 2], offset: 1) ** 2
    },
    Sample("to", [wild(3)]) { $0[0].to(.float64) ** 2 },
    Sample("tril", [wild(3, 3)]) { $0[0].tril() ** 2 },
    Sample("triu", [wild(3, 3)]) { $0[0].triu(diagonal: 1) ** 2 },
    Sample("embed", [wild(2)]) { x in
      let target = Tensor.zeros([5], dtype: .float64)
      target[1..<3] = x[0] ** 2
      return target
    },
    Sample("copySlices", [wild(4), wild(2, seed: 2)]) { x in
      let target = x[0] * 1
      target[1..<3] = x[1]
      target[0] *= x[1][0]
      return target ** 2
    },
    Sample(several: "unbind", [wild(2, 3)]) { $0[0].unbind(axis: 1).map { $0 ** 2 } },
    Sample(several: "meshgrid", [wild(2), wild(3, seed: 2)]) { meshgrid($0).map { $0 ** 2 } },
    Sample(several: "split", [wild(5)]) { $0[0].split(size: 2).map { $0 ** 2 } },
    Sample(several: "chunk", [wild(5)]) { $0[0].chunk(2).map { $0 ** 2 } },
  ]

  private static let joining: [Sample] = [
    Sample("cat", [wild(2, 2), wild(1, 2, seed: 2)]) { cat($0, axis: 0) ** 2 },
    Sample("stack", [wild(2), wild(2, seed: 2)]) { stack($0, axis: 1) ** 2 },
    Sample("flip", [wild(2, 3)]) { $0[0].flip(axes: [1]) ** 2 },
    Sample("roll", [wild(2, 3)]) { $0[0].roll(1, axis: 1) ** 2 },
    Sample("pad", [wild(2, 3)]) { $0[0].pad([(1, 2)]) ** 2 },
    Sample("pad", [wild(2, 3)]) { $0[0].pad([(1, 2)], mode: .reflect) ** 2 },
    Sample("tiled", [wild(2)]) { $0[0].tiled([2, 2]) ** 2 },
    Sample("repeated", [wild(2, 2)]) { $0[0].repeated(2, axis: 1) ** 2 },
    Sample("diff", [wild(4)]) { $0[0].diff() ** 2 },
  ]

  private static let positions: [Sample] = [
    Sample("indexSelect", [wild(3, 2)]) { $0[0].indexSelect(axis: 0, Tensor([2, 0, 2])) ** 2 },
    Sample("indexSelect", [wild(3, 4)]) { $0[0][Tensor([0, 1, 1]), Tensor([3, 0, 0])] ** 2 },
    Sample("indexAdd", [wild(3), wild(2, seed: 2)]) {
      $0[0].indexAdd(axis: 0, Tensor([1, 1]), $0[1]) ** 2
    },
    Sample("indexPut", [wild(3), wild(2, seed: 2)]) { x in
      let target = x[0] * 1
      target[Tensor([2, 0])] = x[1]
      return target ** 2
    },
    Sample("gather", [wild(2, 3)]) { $0[0].gather(axis: 1, Tensor([[0, 0], [2, 1]])) ** 2 },
    Sample("scatter", [wild(2, 3), wild(2, 2, seed: 2)]) {
      $0[0].scatter(axis: 1, Tensor([[0, 1], [2, 1]]), $0[1]) ** 2
    },
    Sample("scatterAdd", [wild(2, 3), wild(2, 2, seed: 2)]) {
      $0[0].scatterAdd(axis: 1, Tensor([[0, 0], [2, 1]]), $0[1]) ** 2
    },
    Sample("maskedSelect", [wild(2, 3)]) {
      $0[0].maskedSelect(Tensor([[true, false, true], [false, true, true]])) ** 2
    },
    Sample("take", [wild(2, 3)]) { $0[0].take(Tensor([5, 0, 5])) ** 2 },
  ]
}
