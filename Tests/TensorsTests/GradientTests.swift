import Tensors
import Testing

/// First and second derivatives of every differentiable operation, against central differences.
@Suite struct GradientTests {
  private func tracked(_ inputs: [Tensor]) -> [Tensor] {
    for input in inputs where input.dtype.isFloatingPoint { input.requiresGrad = true }
    return inputs
  }

  @Test(arguments: Samples.all.indices)
  func gradientsAgreeWithDifferences(_ index: Int) {
    let sample = Samples.all[index]
    let inputs = tracked(sample.inputs())
    let total = sample.total(inputs)
    guard total.requiresGrad else {
      Issue.record("\(sample.name) was not recorded")
      return
    }
    let found = gradients(of: total, withRespectTo: inputs)
    let complaint = gradientComplaint(sample.total, inputs, found)
    #expect(complaint == nil, "\(sample.name)")
  }

  @Test(arguments: Samples.all.indices)
  func secondDerivativesAgreeWithDifferences(_ index: Int) {
    let sample = Samples.all[index]
    let slope: ([Tensor]) -> Tensor = { given in
      enableGrad {
        let inputs = given.map { $0.requiresGrad ? $0 : self.tracked([$0.detach()])[0] }
        let found = gradients(of: sample.total(inputs), withRespectTo: inputs, createGraph: true)
        var total = Tensor.zeros([], dtype: .float64)
        for gradient in found {
          let weights = sin(Tensor.arange(Double(gradient.numel), dtype: .float64) + 1)
          total = total + (gradient * weights.reshape(gradient.shape)).sum()
        }
        return total
      }
    }
    let inputs = tracked(sample.inputs())
    let total = slope(inputs)
    // Where the first derivative is constant there is nothing left to record.
    let found =
      total.requiresGrad
      ? gradients(of: total, withRespectTo: inputs) : inputs.map { Tensor.zerosLike($0) }
    let complaint = gradientComplaint(slope, inputs, found, tolerance: 2e-6)
    #expect(complaint == nil, "\(sample.name)")
  }

  @Test(arguments: Samples.all.indices)
  func forwardModeAgreesWithReverseMode(_ index: Int) {
    let sample = Samples.all[index]
    let inputs = sample.inputs()
    let directions = inputs.enumerated().map { position, input in
      sin(Tensor.arange(Double(input.numel), dtype: .float64) + Double(position)).reshape(
        input.shape)
    }
    let forward = jvp({ [sample.total($0)] }, at: inputs, along: directions).derivatives[0]
    let leaves = tracked(inputs.map { $0.detach() })
    let reverse = gradients(of: sample.total(leaves), withRespectTo: leaves)
    var expected = 0.0
    for (gradient, direction) in zip(reverse, directions) {
      expected += Double((gradient * direction).sum())
    }
    #expect(abs(Double(forward) - expected) < 1e-9 * max(1, abs(expected)), "\(sample.name)")
  }

  @Test func everyDifferentiableOperationHasASample() {
    let covered = Set(Samples.all.map(\.name))
    let missing = Operation.all.filter { $0.isDifferentiable && !covered.contains($0.name) }
    #expect(missing.map(\.name) == [])
  }
}
