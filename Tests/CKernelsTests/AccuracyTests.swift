import CKernels
import Foundation
import Testing

@Suite("Accuracy of the elementary functions")
struct AccuracyTests {
  struct Bound: Sendable, CustomTestStringConvertible {
    let name: String
    let op: ck_unary_op
    let range: ClosedRange<Double>
    let ulps: Double
    let exact: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  static let bounds: [Bound] = [
    Bound(name: "exp", op: CK_EXP, range: -87...88.7, ulps: 1.1, exact: { exp($0) }),
    Bound(name: "expm1", op: CK_EXPM1, range: -17...88, ulps: 1.6, exact: { expm1($0) }),
    Bound(name: "log", op: CK_LOG, range: 1e-30...1e30, ulps: 1, exact: { log($0) }),
    Bound(name: "log1p", op: CK_LOG1P, range: -0.99...100, ulps: 0.6, exact: { log1p($0) }),
    Bound(name: "sin", op: CK_SIN, range: -1e5...1e5, ulps: 0.6, exact: { sin($0) }),
    Bound(name: "cos", op: CK_COS, range: -1e5...1e5, ulps: 0.6, exact: { cos($0) }),
    Bound(name: "tanh", op: CK_TANH, range: -10...10, ulps: 2.2, exact: { tanh($0) }),
    Bound(name: "erf", op: CK_ERF, range: -5...5, ulps: 0.6, exact: { erf($0) }),
    Bound(
      name: "sigmoid", op: CK_SIGMOID, range: -80...80, ulps: 2.1, exact: { 1 / (1 + exp(-$0)) }),
  ]

  @Test(arguments: bounds)
  func float32(bound: Bound) {
    let count = 50_001
    let width = bound.range.upperBound - bound.range.lowerBound
    // Denser towards the middle, where functions change their formulas.
    let x = (0..<count).map { index in
      let t = Double(index) / Double(count - 1) * 2 - 1
      let middle = bound.range.lowerBound + width / 2
      return Float(middle + t * t * t * width / 2)
    }
    var y = [Float](repeating: 0, count: count)
    #expect(ck_unary(bound.op, CK_F32, x, &y, Int64(count)))
    var worst = 0.0
    for (input, output) in zip(x, y) {
      let exact = bound.exact(Double(input))
      // The distance between smaller floats is subnormal, and flushed to zero.
      if abs(exact) < 1e-30 { continue }
      worst = max(worst, abs(Double(output) - exact) / Double(Float(exact).ulp))
    }
    #expect(worst <= bound.ulps, "\(bound.name): \(worst) ulp")
  }

  @Test func specialValues() {
    let x: [Float] = [.nan, .infinity, -.infinity, 0, -0.0]
    var y = [Float](repeating: 7, count: 5)
    #expect(ck_unary(CK_EXP, CK_F32, x, &y, 5))
    #expect(y[0].isNaN && Array(y[1...]) == [.infinity, 0, 1, 1])
    #expect(ck_unary(CK_LOG, CK_F32, x, &y, 5))
    #expect(y[0].isNaN && y[1] == .infinity && y[2].isNaN && y[3] == -.infinity)
    #expect(ck_unary(CK_TANH, CK_F32, x, &y, 5))
    #expect(y[0].isNaN && y[1] == 1 && y[2] == -1 && y[4].sign == .minus)
    #expect(ck_unary(CK_RELU, CK_F32, x, &y, 5))
    #expect(y[0].isNaN && y[2] == 0)
  }
}
