import NN
import Tensors
import Testing

/// Every layer's function, output and gradients, against PyTorch.
@Suite struct LayerFixtureTests {
  @Test func layersAgreeWithPyTorch() throws {
    let cases: [FixtureCall] = try FixtureFile.load("layers")
    #expect(cases.count > 50)
    for entry in cases { try check(entry) }
  }

  private func check(_ entry: FixtureCall) throws {
    let o = entry.options
    let (stride, padding) = (o.pair("stride", 1), o.pair("padding", 0))
    let (dilation, groups) = (o.pair("dilation", 1), o.integer("groups", 1))
    switch entry.name {
    case "conv2d":
      entry.check {
        conv2d(
          $0["x"], $0["weight"], $0.optional("bias"), stride: stride, padding: padding,
          dilation: dilation, groups: groups)
      }
    case "conv1d":
      entry.check {
        conv1d(
          $0["x"], $0["weight"], $0.optional("bias"), stride: stride.width, padding: padding.width)
      }
    case "convTranspose2d":
      entry.check {
        convTranspose2d(
          $0["x"], $0["weight"], $0.optional("bias"), stride: stride, padding: padding,
          outputPadding: o.pair("output_padding", 0), groups: groups)
      }
    case "maxPool2d":
      entry.check {
        maxPool2d(
          $0["x"], kernelSize: o.pair("kernel", 1), stride: stride, padding: padding,
          ceilMode: o.flag("ceil"))
      }
    case "avgPool2d":
      entry.check {
        avgPool2d(
          $0["x"], kernelSize: o.pair("kernel", 1), stride: stride, padding: padding,
          ceilMode: o.flag("ceil"), countIncludePad: o.flag("include"))
      }
    case "adaptiveAvgPool2d":
      entry.check { adaptiveAvgPool2d($0["x"], outputSize: o.pair("size", 1)) }
    case "lpPool2d":
      entry.check { lpPool2d($0["x"], p: o.number("p", 1), kernelSize: o.pair("kernel", 1)) }
    case "batchNorm": checkBatchNorm(entry)
    case "layerNorm":
      entry.check {
        layerNorm(
          $0["x"], normalizedShape: o.numbers("shape").map { Int($0) },
          weight: $0.optional("weight"),
          bias: $0.optional("bias"))
      }
    case "groupNorm":
      entry.check {
        groupNorm($0["x"], groups: groups, weight: $0.optional("weight"), bias: $0.optional("bias"))
      }
    case "linear": entry.check { linear($0["x"], $0["weight"], $0.optional("bias")) }
    case "embedding": entry.check { embedding($0["i"], $0["weight"]) }
    case "prelu": entry.check { prelu($0["x"], $0["weight"]) }
    case "softmax": entry.check { softmax($0["x"], axis: o.integer("axis", 0)) }
    case "logSoftmax": entry.check { logSoftmax($0["x"], axis: o.integer("axis", 0)) }
    default:
      let function = try #require(activation(entry.name, o), "no test for \(entry.name)")
      entry.check { function($0["x"]) }
    }
  }

  private func activation(
    _ name: String, _ o: [String: FixtureOption]
  ) -> ((Tensor) -> Tensor)? {
    switch name {
    case "relu": { ReLU()($0) }
    case "leakyReLU": { LeakyReLU(negativeSlope: o.number("slope", 0))($0) }
    case "elu": { ELU(alpha: o.number("alpha", 0))($0) }
    case "selu": { SELU()($0) }
    case "gelu": { GELU()($0) }
    case "geluTanh": { GELU(approximate: .tanh)($0) }
    case "silu": { SiLU()($0) }
    case "sigmoid": { Sigmoid()($0) }
    case "tanh": { Tanh()($0) }
    case "softplus": { Softplus()($0) }
    case "relu6": { relu6($0) }
    default: nil
    }
  }

  private func checkBatchNorm(_ entry: FixtureCall) {
    let channels = entry.inputs["weight"]?.shape[0] ?? 0
    let isTraining = entry.options.flag("training")
    let mean = Tensor((0..<channels).map { Double($0) * 0.1 }, dtype: .float32)
    let variance = Tensor((0..<channels).map { Double($0) + 0.5 }, dtype: .float32)
    entry.check(tolerance: 3e-5) {
      batchNorm(
        $0["x"], runningMean: mean, runningVar: variance, weight: $0.optional("weight"),
        bias: $0.optional("bias"), training: isTraining, momentum: 0.3)
    }
    for (ours, name) in [(mean, "runningMean"), (variance, "runningVar")] {
      for (a, b) in zip(ours.scalars(as: Double.self), entry.options.numbers(name)) {
        #expect(abs(a - b) < 1e-5, "\(name)")
      }
    }
  }
}
