import NN
import Tensors
import Testing

@Suite struct ModuleTests {
  final class Everything: Module {
    let layer = Linear(2, 3)
    var optional: Linear? = Linear(3, 3, bias: false)
    let none: Linear? = nil
    let list = [Linear(3, 3), Linear(3, 3)]
    let table = ["b": Linear(3, 1), "a": Linear(3, 2)]
    let pair = (Linear(1, 1), ReLU())
    let scale = Parameter(Tensor.ones(3))
    let running = Buffer(Tensor.zeros(3))
    let scratch = Buffer(Tensor.zeros(2), persistent: false)
    let constant = Tensor.ones(4, 4)
    let numbers = [1, 2, 3]
    lazy var late = Linear(1, 2)
  }

  @Test func membersAreFoundWithTheirNames() {
    let net = Everything()
    #expect(
      net.namedParameters().map(\.name) == [
        "scale", "layer.weight", "layer.bias", "optional.weight", "list.0.weight", "list.0.bias",
        "list.1.weight", "list.1.bias", "table.a.weight", "table.a.bias", "table.b.weight",
        "table.b.bias", "pair.0.weight", "pair.0.bias",
      ])
    #expect(net.namedBuffers().map(\.name) == ["running", "scratch"])
    #expect(net.stateDict().keys.contains("running"))
    #expect(!net.stateDict().keys.contains("scratch"))
    _ = net.late
    #expect(net.namedParameters().last?.name == "late.bias")
    net.optional = nil
    #expect(!net.namedParameters().map(\.name).contains("optional.weight"))
  }

  @Test func sharedModulesCountOnceAndSumTheirGradients() {
    let shared = Linear(4, 4)
    let net = Sequential(shared, ReLU(), shared)
    #expect(net.parameters().count == 2)
    #expect(net.parameterCount() == 20)
    #expect(net.stateDict().keys.sorted() == ["0.bias", "0.weight", "2.bias", "2.weight"])
    net(Tensor.ones(1, 4)).sum().backward()
    #expect(shared.weight.grad != nil)
    #expect(net[0] === net[2])
  }

  @Test func modesReachEveryModule() {
    let net = Sequential(Dropout(0.5), Sequential(BatchNorm1d(2)))
    #expect(net.modules().allSatisfy { $0.isTraining })
    net.eval()
    #expect(net.modules().allSatisfy { !$0.isTraining })
    #expect(net(Tensor.ones(3, 2)).shape == [3, 2])
    net.train()
    #expect(net[1][0].isTraining)
  }

  @Test func theTreeIsPrintedAsInPyTorch() {
    let net = Sequential(
      Sequential(Linear(4, 8), ReLU()), Conv2d(1, 6, kernelSize: 5, padding: 2),
      Conv2d(6, 4, kernelSize: [1, 3], stride: 2, groups: 2, bias: false),
      BatchNorm2d(6), MaxPool2d(kernelSize: 3, stride: 2), Dropout(0.5), Flatten())
    #expect(
      net.description == """
        Sequential(
          (0): Sequential(
            (0): Linear(in_features=4, out_features=8, bias=True)
            (1): ReLU()
          )
          (1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1), padding=(2, 2))
          (2): Conv2d(6, 4, kernel_size=(1, 3), stride=(2, 2), groups=2, bias=False)
          (3): BatchNorm2d(6, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
          (4): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
          (5): Dropout(p=0.5, inplace=False)
          (6): Flatten(start_dim=1, end_dim=-1)
        )
        """)
  }

  @Test func statesAreLoadedStrictly() throws {
    let source = Sequential(Linear(2, 3), BatchNorm1d(3))
    let target = Sequential(Linear(2, 3), BatchNorm1d(3))
    try target.loadStateDict(source.stateDict())
    #expect(target[0].weight.scalars(as: Float.self) == source[0].weight.scalars(as: Float.self))
    target[0].weight.data.fill(0)
    #expect(source[0].weight.scalars(as: Float.self).contains { $0 != 0 })

    var state = source.stateDict()
    state["0.bias"] = nil
    state["9.weight"] = Tensor.zeros(1)
    state["0.weight"] = Tensor.zeros(3, 3)
    let before = target[0].weight.scalars(as: Float.self)
    let error = #expect(throws: StateDictError.self) { try target.loadStateDict(state) }
    #expect(error?.missing == ["0.bias"])
    #expect(error?.unexpected == ["9.weight"])
    #expect(error?.mismatched.map(\.name) == ["0.weight"])
    #expect(target[0].weight.scalars(as: Float.self) == before)
    state["0.weight"] = Tensor.ones(3, 2)
    let left = try target.loadStateDict(state, strict: false)
    #expect(left.missing == ["0.bias"])
    #expect(target[0].weight.scalars(as: Float.self) == [Float](repeating: 1, count: 6))
  }

  @Test func membersCanHaveTheNamesOfAFile() throws {
    class Renamed: Module {
      let fullyConnected = Linear(2, 1)
      let stack = [Linear(1, 1)]
      override var memberNames: [String: String] { ["fullyConnected": "fc", "stack": "blocks"] }
    }
    let net = Renamed()
    let names = ["fc.weight", "fc.bias", "blocks.0.weight", "blocks.0.bias"]
    #expect(net.namedParameters().map(\.name) == names)
    #expect(net.submodule("fc") === net.fullyConnected)
    #expect(net.description.contains("(fc): Linear"))
    let norm = BatchNorm1d(3)
    #expect(
      norm.namedState().map(\.name)
        == ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"])
    #expect(norm.numBatchesTracked?.dtype == .int64)
  }

  @Test func lazyLayersTakeTheirShapesFromTheFirstInput() throws {
    let net = Sequential(
      LazyConv2d(4, kernelSize: 3), LazyBatchNorm(), ReLU(), Flatten(), LazyLinear(2))
    #expect(net[0].description == "LazyConv2d(0, 4, kernel_size=(3, 3), stride=(1, 1))")
    #expect(net.parameters().allSatisfy { $0.isUninitialized })
    #expect(net(Tensor.ones(2, 3, 5, 5)).shape == [2, 2])
    #expect(net[0].weight.shape == [4, 3, 3, 3])
    #expect(net[4].weight.shape == [2, 36])
    #expect(net[4].description == "Linear(in_features=36, out_features=2, bias=True)")
    let copy = Sequential(
      LazyConv2d(4, kernelSize: 3), LazyBatchNorm(), ReLU(), Flatten(), LazyLinear(2))
    try copy.loadStateDict(net.stateDict())
    let x = Tensor.ones(2, 3, 5, 5)
    #expect(copy.eval()(x).scalars(as: Float.self) == net.eval()(x).scalars(as: Float.self))
  }

  @Test func modulesAreFoundByTheirPaths() {
    let net = Sequential(["encoder": Sequential(Linear(2, 3), ReLU()), "head": Linear(3, 1)])
    #expect(net["head"] === net[1])
    #expect(net["encoder.0"].weight.shape == [3, 2])
  }

  @Test func whatHasNoShapeYetSaysSo() {
    let net = Sequential(LazyLinear(3), ReLU())
    #expect("\(net[0].weight)" == "<UninitializedParameter>")
    _ = net(Tensor.ones(1, 2))
    #expect(net.parameterCount() == 9)
    #expect("\(net[0].weight)".hasPrefix("tensor("))
  }

  @Test func hooksSeeAndReplace() {
    let net = Sequential(Linear(2, 2), ReLU())
    var seen: [[Int]] = []
    let handle = net[0].registerForwardHook { _, input, output in
      seen.append(input.shape + output.shape)
      return output * 0 - 1
    }
    let pre = net.registerForwardPreHook { _, input in input * 2 }
    #expect(net(Tensor.ones(3, 2)).sum().item() == 0)
    #expect(seen == [[3, 2, 3, 2]])
    handle.remove()
    pre.remove()
    _ = net(Tensor.ones(3, 2))
    #expect(seen.count == 1)
  }

  @Test func addedMembersAreKnown() {
    let net = Sequential()
    net.addModule("first", Linear(2, 2))
    net.append(Linear(2, 1))
    #expect(
      net.namedParameters().map(\.name) == ["first.weight", "first.bias", "1.weight", "1.bias"])
    #expect(net.count == 2)
    let types = net.map(\.typeName)
    #expect(types == ["Linear", "Linear"])
    let module = Module()
    module.registerParameter("w", Parameter(Tensor.ones(2)))
    module.registerBuffer("b", Buffer(Tensor.ones(2)))
    #expect(module.namedState().map(\.name) == ["w", "b"])
  }

  @Test func applyGoesFromTheInsideOut() {
    var names: [String] = []
    Sequential(Linear(1, 1), Sequential(ReLU())).apply { names.append($0.typeName) }
    #expect(names == ["Linear", "ReLU", "Sequential", "Sequential"])
  }

  @Test func defaultsAreWithinPyTorchsBounds() {
    let layer = Linear(100, 50)
    let values = layer.weight.scalars(as: Double.self)
    #expect(values.allSatisfy { abs($0) <= 0.1 })
    #expect(values.contains { abs($0) > 0.09 })
    let conv = Conv2d(3, 8, kernelSize: 5)
    let bound = 1 / 75.0.squareRoot()
    #expect(conv.weight.scalars(as: Double.self).allSatisfy { abs($0) <= bound })
    #expect(conv.bias?.scalars(as: Double.self).allSatisfy { abs($0) <= bound } == true)
  }
}
