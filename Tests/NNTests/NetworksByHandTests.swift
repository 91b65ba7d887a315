import NN
import Tensors
import Testing

/// Networks of the book's sizes with every weight different, exchanged with PyTorch through the folder
/// that the environment variable `WEFT_NETWORKS` names; `Fixtures/check_networks.py` tells how.
@Suite(.serialized, .enabled(if: NetworkFiles.exchangeFolder != nil))
struct NetworksByHandTests {
  private func path(_ file: String) -> String {
    "\(NetworkFiles.exchangeFolder ?? "")/\(file).safetensors"
  }

  @Test(arguments: NetworkFiles.names)
  func pyTorchsNetworkGivesPyTorchsResults(_ name: String) throws {
    let net = try #require(Networks.named(name))
    try net.loadStateDict(try Safetensors.read(path(name)))
    let expected = ExpectedNetwork(tensors: try Safetensors.read(path("\(name).expected")))
    let run = NetworkRun(net, input: expected["input"], labels: expected["labels"])
    var gradients = 0.0
    // Where PyTorch's float32 and float64 differ more, nobody can agree with it to 1e-4.
    let limit = max(1e-4, 2 * expected["noise"].item())
    for (key, tensor) in run.results.sorted(by: { $0.key < $1.key }) {
      let deviation = try expected.deviation(of: tensor, key)
      let share = deviation.share(for: key)
      let isGradient = key.hasPrefix("gradient.")
      #expect(share <= (isGradient ? limit : 1e-4), "\(name), \(key): \(deviation)")
      if isGradient { gradients = max(gradients, share) }
      if key.hasPrefix("logits") { print("\(name), \(key): \(deviation)") }
    }
    print("\(name): gradients differ by \(gradients) of their greatest elements")
  }

  @Test(arguments: NetworkFiles.names)
  func ourNetworkIsWrittenForPyTorch(_ name: String) throws {
    manualSeed(11)
    let net = try #require(Networks.named(name))
    let side = name == "LeNet" ? 28 : 96
    let input = randint(0, 256, [4, 1, side, side], dtype: .uint8)
    // Moves the running statistics off their first values.
    noGrad { _ = net.train()(input.to(.float32) / 255) }
    try Safetensors.write(net.stateDict(), to: path("\(name).ours"))
    let labels = Tensor([1, 2, 3, 4])
    var results = NetworkRun(net, input: input, labels: labels).results
    (results["input"], results["labels"]) = (input, labels)
    try Safetensors.write(results, to: path("\(name).results"))
    let copy = try #require(Networks.named(name))
    try copy.loadStateDict(try Safetensors.read(path("\(name).ours")))
    let again = NetworkRun(copy, input: input, labels: labels)
    let logits = try #require(results["logits.eval"])
    #expect(again.results["logits.eval"]?.equals(logits) == true)
  }
}
