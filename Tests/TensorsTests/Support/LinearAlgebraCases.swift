import Tensors

extension Evaluators {
  static let equations = ["ij,jk->ik", "bi,bj->bij", "ii->i", "bi,ijk,bj->bk"]

  /// Vectors of a decomposition have no fixed sign; their squares do.
  static let linearAlgebra: [String: Call] = [
    "norm": { x, c in
      let p = c.double("p") >= 1e300 ? Double.infinity : c.double("p")
      return [c.ints("axes").map { x[0].norm(p: p, axes: $0) } ?? x[0].norm(p: p)]
    },
    "solve": { x, _ in [solve(x[0], x[1])] },
    "inv": { x, _ in [inv(x[0])] },
    "det": { x, _ in [det(x[0])] },
    "slogdet": { x, _ in
      let (sign, logarithm) = slogdet(x[0])
      return [sign, logarithm]
    },
    "lstsq": { x, _ in [lstsq(x[0], x[1])] },
    "pinv": { x, _ in [pinv(x[0])] },
    "cholesky": { x, _ in [cholesky(x[0])] },
    "qr": { x, _ in
      let (q, r) = qr(x[0])
      return [q, r]
    },
    "eigh": { x, _ in
      let (values, vectors) = eigh(x[0])
      return [values, vectors ** 2]
    },
    "eig": { x, _ in
      let found = eig(x[0])
      return [found.real, found.imaginary]
    },
    "svd": { x, _ in
      let (u, s, vh) = svd(x[0])
      return [u * u, s * s, vh * vh]
    },
    "matrixRank": { x, _ in [matrixRank(x[0])] },
    "cond": { x, _ in [cond(x[0])] },
    "matrixPower": { x, c in [matrixPower(x[0], c.int("n"))] },
    "einsum": { x, c in
      let equation = equations[c.int("equation")]
      switch x.count {
      case 1: return [einsum(equation, x[0])]
      case 2: return [einsum(equation, x[0], x[1])]
      default: return [einsum(equation, x[0], x[1], x[2])]
      }
    },
  ]
}

extension Samples {
  private static func good(_ n: Int, seed: Int = 1) -> Tensor {
    wild(n, n, seed: seed) * 0.4 + Tensor.eye(n, dtype: .float64) * 2
  }

  private static func symmetric(_ x: Tensor) -> Tensor { (x + x.T) / 2 }

  static let linearAlgebra: [Sample] = [
    Sample("norm", [wild(2, 3)]) { $0[0].norm() },
    Sample("norm", [wild(2, 3)]) { $0[0].norm(p: 3, axis: 1) },
    Sample("norm", [wild(2, 3)]) { $0[0].norm(p: 1, axis: 0) },
    Sample("solve", [good(3), wild(3, 2, seed: 2)]) { solve($0[0], $0[1]) },
    Sample("inv", [good(3)]) { inv($0[0]) },
    Sample("det", [good(3)]) { det($0[0]) },
    Sample("slogdet", [good(3)]) { slogdet($0[0]).logarithm },
    Sample("lstsq", [wild(4, 2), wild(4, 1, seed: 2)]) { lstsq($0[0], $0[1]) },
    Sample("pinv", [wild(4, 2)]) { pinv($0[0]) },
    Sample("cholesky", [good(3)]) { cholesky(symmetric($0[0])) },
    Sample(several: "qr", [wild(4, 3)]) { x in
      let (q, r) = qr(x[0])
      return [q, r]
    },
    Sample(several: "eigh", [good(3)]) { x in
      let (values, vectors) = eigh(symmetric(x[0]))
      return [values, vectors ** 2]
    },
    Sample(several: "svd", [wild(4, 3)]) { x in
      let (u, s, vh) = svd(x[0])
      return [u ** 2, s, vh ** 2]
    },
    Sample("cond", [good(3)]) { cond($0[0]) },
    Sample("matrixPower", [good(2)]) { matrixPower($0[0], 3) },
    Sample("matrixPower", [good(2)]) { matrixPower($0[0], -1) },
    Sample("einsum", [wild(2, 3), wild(3, 3, 2, seed: 2), wild(2, 3, seed: 3)]) {
      einsum("bi,ijk,bj->bk", $0[0], $0[1], $0[2])
    },
  ]
}
