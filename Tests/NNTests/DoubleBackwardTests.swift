import NN
import Tensors
import Testing

/// Gradients against finite differences, first and second, in float64.
@Suite struct DoubleBackwardTests {
  static let cases: [(name: String, shapes: [[Int]], function: @Sendable ([Tensor]) -> Tensor)] = [
    ("linear", [[3, 4], [2, 4], [2]], { linear($0[0], $0[1], $0[2]) }),
    (
      "conv2d", [[2, 2, 4, 5], [4, 1, 3, 2], [4]],
      { conv2d($0[0], $0[1], $0[2], stride: [1, 2], padding: 1, groups: 2) }
    ),
    (
      "convTranspose2d", [[1, 2, 3, 3], [2, 2, 2, 2], [2]],
      { convTranspose2d($0[0], $0[1], $0[2], stride: 2, padding: 1, outputPadding: 1) }
    ),
    ("conv1d", [[2, 2, 6], [3, 2, 3]], { conv1d($0[0], $0[1], stride: 2, padding: 1) }),
    ("maxPool2d", [[1, 2, 5, 4]], { maxPool2d($0[0], kernelSize: 2, stride: [2, 1]) }),
    ("avgPool2d", [[1, 2, 5, 4]], { avgPool2d($0[0], kernelSize: 3, stride: 2, padding: 1) }),
    ("adaptiveAvgPool2d", [[1, 2, 5, 4]], { adaptiveAvgPool2d($0[0], outputSize: [2, 3]) }),
    (
      "batchNorm", [[3, 2, 2, 2], [2], [2]],
      { batchNorm($0[0], weight: $0[1], bias: $0[2], training: true) }
    ),
    (
      "layerNorm", [[3, 5], [5], [5]],
      { layerNorm($0[0], normalizedShape: [5], weight: $0[1], bias: $0[2]) }
    ),
    ("groupNorm", [[2, 4, 3]], { groupNorm($0[0], groups: 2) }),
    ("elu", [[7]], { elu($0[0]) }),
    ("prelu", [[2, 3], [3]], { prelu($0[0], $0[1]) }),
    (
      "crossEntropy", [[4, 3]], { crossEntropy($0[0], Tensor([0, 2, 1, 2]), labelSmoothing: 0.1) }
    ),
    (
      "nllLoss", [[3, 2, 2]],
      {
        nllLoss(
          logSoftmax($0[0], axis: 1), Tensor([[0, 1], [1, -100], [0, 0]]),
          weight: Tensor([0.5, 2]))
      }
    ),
    (
      "binaryCrossEntropy", [[5], [5]],
      { binaryCrossEntropy(sigmoid($0[0]), sigmoid($0[1]), reduction: .none) }
    ),
    ("klDivergence", [[4], [4]], { klDivergence($0[0], $0[1], logTarget: true) }),
    ("embedding", [[4, 2]], { embedding(Tensor([1, 1, 3]), $0[0]) }),
  ]

  @Test(arguments: cases.indices)
  func gradientsAgreeWithFiniteDifferences(_ number: Int) {
    let entry = Self.cases[number]
    manualSeed(UInt64(number))
    let inputs = entry.shapes.map { randn($0, dtype: .float64) }
    let seed = noGrad { randn(entry.function(inputs).shape, dtype: .float64) }
    /// The function's value, and the value of a fixed mixture of its gradients.
    func values(_ inputs: [Tensor]) -> (value: Double, slope: Double) {
      let leaves = inputs.map { $0.clone() }
      for leaf in leaves { leaf.requiresGrad = true }
      let value = (entry.function(leaves) * seed).sum()
      value.backward()
      return (value.item(), mixture(leaves.map { $0.grad ?? Tensor.zerosLike($0) }).item())
    }
    let leaves = inputs.map { $0.clone() }
    for leaf in leaves { leaf.requiresGrad = true }
    let value = (entry.function(leaves) * seed).sum()
    value.backward(createGraph: true)
    let first = leaves.map { $0.grad ?? Tensor.zerosLike($0) }
    let kept = first.map { $0.detach().clone() }
    for leaf in leaves { leaf.zeroGrad() }
    let slope = mixture(first)
    if slope.requiresGrad { slope.backward() }
    let step = 1e-5
    for (place, input) in inputs.enumerated() {
      for element in 0..<input.numel {
        func moved(_ distance: Double) -> (value: Double, slope: Double) {
          var copies = inputs
          var numbers = input.scalars(as: Double.self)
          numbers[element] += distance
          copies[place] = Tensor(numbers, shape: input.shape, dtype: .float64)
          return values(copies)
        }
        let (ahead, behind) = (moved(step), moved(-step))
        let expected = (ahead.value - behind.value) / (2 * step)
        let gradient = kept[place].scalars(as: Double.self)[element]
        #expect(abs(gradient - expected) < 1e-5 * max(1, abs(expected)), "\(entry.name)")
        let curvature = (ahead.slope - behind.slope) / (2 * step)
        let second = leaves[place].grad?.scalars(as: Double.self)[element] ?? 0
        #expect(
          abs(second - curvature) < 1e-4 * max(1, abs(curvature)), "\(entry.name), second")
      }
    }
  }

  /// A sum of the gradients' elements with fixed, different weights.
  private func mixture(_ gradients: [Tensor]) -> Tensor {
    var total = Tensor(scalar: 0, dtype: .float64)
    for gradient in gradients {
      let weights = Tensor(
        (0..<gradient.numel).map { 0.3 + Double($0 % 5) }, shape: gradient.shape, dtype: .float64)
      total = total + (gradient * weights).sum()
    }
    return total
  }
}
