import Datasets
import Lab
import NN
import Plots
import Records
import Tensors
import Testing

/// The book's trainers on a small task that can be learned.
@Suite struct TrainingTests {
  /// Images whose class is the half that is bright.
  static func batches(_ count: Int, size: Int) -> DataLoader {
    let labels = Tensor((0..<count).map { $0 % 2 }, dtype: .int64)
    let images = 0.1 * rand(count, 1, 8, 8)
    for example in 0..<count {
      let half = example % 2 == 0 ? 0..<4 : 4..<8
      images[example, 0, half] += 1
    }
    return DataLoader(TensorDataset(images, labels), batchSize: size)
  }

  static func net() -> Sequential {
    Sequential(
      LazyConv2d(4, kernelSize: 3, padding: 1), ReLU(), MaxPool2d(kernelSize: 2), Flatten(),
      LazyLinear(2))
  }

  private func curve(_ run: TrainingRun, _ name: String) throws -> Records.LineMark {
    for case .line(let mark) in run.animator.figure.record.panels[0].marks where mark.name == name {
      return mark
    }
    throw Missing()
  }

  struct Missing: Error {}

  @Test func aConvolutionalNetworkIsTrainedFromTheStart() throws {
    manualSeed(0)
    let net = Self.net()
    let run = train(
      net, Self.batches(100, size: 5), Self.batches(20, size: 10), epochs: 3, lr: 0.1)
    #expect(run.testAccuracy == 1)
    #expect(run.last.examples == 100)
    #expect(run.examples == 300)
    #expect(run.last.loss < 0.1)
    // Five points an epoch, the last of them with the test's.
    let loss = try curve(run, "train loss")
    #expect(loss.x.count == 15)
    #expect(Array(loss.x.values.prefix(6)) == [0.2, 0.4, 0.6, 0.8, 1, 1.2])
    #expect(try curve(run, "test accuracy").x.values == [1, 2, 3])
    #expect(loss.y.values.last == Samples.rounded(run.last.loss))
    #expect(run.summary.hasPrefix("loss 0."))
    #expect(run.summary.hasSuffix("test accuracy 1.0"))
  }

  @Test func theSameSeedGivesTheSameFigureAndOnlyTheSpeedDiffers() {
    func run() -> TrainingRun {
      manualSeed(4)
      return train(
        Self.net(), Self.batches(30, size: 10), Self.batches(10, size: 10), epochs: 2, lr: 0.05)
    }
    let (first, second) = (run(), run())
    #expect(first.displayed() == second.displayed())
    #expect(first.summary == second.summary)
    #expect(first.examplesPerSecond > 0)
    #expect(first.speed.hasSuffix(" examples/sec on cpu"))
  }

  @Test func aSequenceThatDoesNotKnowItsLengthHasAPointAnEpoch() throws {
    manualSeed(1)
    let batches = Array(Self.batches(20, size: 10))
    let unknown = AnySequence { batches.makeIterator() }
    let run = train(Self.net(), unknown, unknown, epochs: 2, lr: 0.05)
    #expect(try curve(run, "train loss").x.values == [1, 2])
  }

  @Test func anOptimiserOfOnesOwnIsUsed() throws {
    manualSeed(2)
    let net = Sequential(Flatten(), Linear(64, 2))
    let before = net[1].weight.clone()
    let loader = Self.batches(40, size: 10)
    let run = train(
      net, loader, loader, loss: CrossEntropyLoss(), epochs: 2, Adam(net.parameters(), lr: 0.01))
    #expect(run.testAccuracy > 0.9)
    #expect(!net[1].weight.equals(before))
    #expect(try curve(run, "train accuracy").x.values == [1, 2])
  }
}
