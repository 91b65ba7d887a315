import Tensors

extension Evaluators {
  static let sorting: [String: Call] = [
    "sort": { x, c in pair(x[0].sort(axis: c.int("axis"), descending: c.int("descending") != 0)) },
    "argSort": { x, c in
      [x[0].argSort(axis: c.int("axis"), descending: c.int("descending") != 0)]
    },
    "topK": { x, c in
      pair(x[0].topK(c.int("k"), axis: c.int("axis"), greatest: c.int("greatest") != 0))
    },
    "kthValue": { x, c in
      pair(x[0].kthValue(c.int("k"), axis: c.int("axis"), keepDims: c.keepDims))
    },
    "median": { x, c in
      c.int("all") != 0
        ? [x[0].median()] : pair(x[0].median(axis: c.int("axis"), keepDims: c.keepDims))
    },
    "unique": { x, _ in
      let (values, inverse, counts) = x[0].unique()
      return [values, inverse, counts]
    },
    "bincount": { x, c in
      [x[0].bincount(weights: x.count > 1 ? x[1] : nil, minimumLength: c.int("minimum"))]
    },
    "histogram": { x, c in
      let density = c.int("density") != 0
      if c.int("edges") != 0 { return pair(x[0].histogram(edges: x[1], density: density)) }
      let range = c.args?["range"].map { $0[0]...$0[1] }
      return pair(
        x[0].histogram(
          bins: c.int("bins"), range: range, weights: x.count > 1 ? x[1] : nil, density: density))
    },
    "searchSorted": { x, c in [x[0].searchSorted(x[1], right: c.int("right") != 0)] },
  ]

  static let fourier: [String: Call] = [
    "fft": { x, c in pair(fft(x[0], x.count > 1 ? x[1] : nil, axis: c.int("axis"))) },
    "ifft": { x, c in pair(ifft(x[0], x.count > 1 ? x[1] : nil, axis: c.int("axis"))) },
    "rfft": { x, c in pair(rfft(x[0], axis: c.int("axis"))) },
    "irfft": { x, c in
      [
        irfft(
          x[0], x[1], count: c.args?["count"] == nil ? nil : c.int("count"), axis: c.int("axis"))
      ]
    },
  ]

  private static func pair(_ both: (Tensor, Tensor)) -> [Tensor] { [both.0, both.1] }
}

extension Samples {
  static let sorting: [Sample] = [
    Sample("sort", [wild(3, 4)]) { $0[0].sort(axis: 1).values ** 2 },
    Sample("sort", [wild(3, 4)]) { $0[0].sort(axis: 0, descending: true).values ** 3 },
    Sample("topK", [wild(3, 4)]) { $0[0].topK(2, axis: 0).values ** 2 },
    Sample("topK", [wild(2, 5)]) { $0[0].topK(3, greatest: false).values ** 2 },
    Sample("kthValue", [wild(3, 4)]) { $0[0].kthValue(2, axis: 1).values ** 2 },
    Sample("median", [wild(3, 5)]) { $0[0].median(axis: 1).values ** 2 },
    Sample("median", [wild(3, 3)]) { $0[0].median() ** 2 },
  ]

  static let fourier: [Sample] = [
    Sample(several: "fft", [wild(2, 5), wild(2, 5, seed: 2)]) { x in
      let (real, imaginary) = fft(x[0], x[1])
      return [real ** 2, imaginary ** 3]
    },
    Sample("fft", [wild(4, 3)]) { x in fft(x[0], axis: 0).imaginary },
    Sample(several: "ifft", [wild(6), wild(6, seed: 2)]) { x in
      let (real, imaginary) = ifft(x[0], x[1])
      return [real ** 2, imaginary]
    },
    Sample(several: "rfft", [wild(2, 7)]) { x in
      let (real, imaginary) = rfft(x[0])
      return [real ** 2, imaginary ** 2]
    },
    Sample("irfft", [wild(4), wild(4, seed: 2)]) { irfft($0[0], $0[1], count: 7) ** 2 },
  ]
}
