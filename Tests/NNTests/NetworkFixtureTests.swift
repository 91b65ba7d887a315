import NN
import Tensors
import Testing

/// Whole networks with the weights that PyTorch saved, loaded as they are: logits, running statistics
/// and every gradient, against PyTorch. `Fixtures/make_networks.py` tells what is in the files.
@Suite(.serialized) struct NetworkFixtureTests {
  @Test(arguments: NetworkFiles.names)
  func aNetworkWithPyTorchsFileAgreesWithPyTorch(_ name: String) throws {
    let state = try NetworkFiles.fixture(name)
    let expected = ExpectedNetwork(tensors: try NetworkFiles.fixture("\(name).expected"))
    let net = try #require(Networks.named(name))
    let left = try net.loadStateDict(state)
    #expect(left.missing.isEmpty && left.unexpected.isEmpty)

    let run = NetworkRun(net, input: expected["input"], labels: expected["labels"])
    for (key, tensor) in run.results {
      let deviation = try expected.deviation(of: tensor, key)
      #expect(deviation.share(for: key) <= 1e-4, "\(name), \(key): \(deviation)")
    }
    let compared = Set(run.results.map(\.key)).union(["input", "labels"])
    #expect(expected.names.subtracting(compared).isEmpty, "PyTorch has results that we lack")
    let tracked = state.filter { $0.value.dtype == .int64 }
    #expect(tracked.allSatisfy { $0.value.item(Int.self) == 3 })
    for name in tracked.keys { #expect(net.stateDict()[name]?.item(Int.self) == 4) }
  }

  @Test func aFileForAnotherNetworkIsRefused() throws {
    var state = try NetworkFiles.fixture("LeNet")
    #expect(throws: StateDictError.self) {
      try Networks.denseNet().loadStateDict(state)
    }
    let weight = try #require(state["0.weight"])
    state["0.weight"] = weight.transposed(0, 1)
    #expect(throws: StateDictError.self) { try Networks.leNet().loadStateDict(state) }
  }

  /// What the comparison above is worth: it sees a single pair of exchanged weights.
  @Test func aSwappedPairOfWeightsIsSeen() throws {
    let expected = ExpectedNetwork(tensors: try NetworkFiles.fixture("DenseNet.expected"))
    var state = try NetworkFiles.fixture("DenseNet")
    let weight = try #require(state["1.net.0.2.weight"])
    var values = weight.scalars(as: Float.self)
    values.swapAt(100, 101)
    state["1.net.0.2.weight"] = Tensor(values, shape: weight.shape)
    let net = Networks.denseNet()
    try net.loadStateDict(state)
    let run = NetworkRun(net, input: expected["input"], labels: expected["labels"])
    for key in ["logits.eval", "logits.train", "gradient.0.0.weight"] {
      let result = try #require(run.results[key])
      #expect(try expected.deviation(of: result, key).share(for: key) > 1e-4, "\(key)")
    }
  }
}
