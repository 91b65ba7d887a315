public import NN
public import Plots
public import Records

/// How a training went: its curves, its last values, and how fast it was.
///
/// Shown, it is the figure of its curves, which is the same at every run. The speed is not; print it
/// in a cell of its own that is not compared:
///
/// ````
/// ```swift
/// let run = train(net, trainIter, testIter, epochs: 10, lr: 0.9)
/// run
/// ```
/// ```swift
/// //| compare: none
/// print(run.speed)      // 9876.5 examples/sec on cpu
/// ```
/// ````
public struct TrainingRun: Displayable {
  /// The curves.
  public let animator: Animator
  /// What the last epoch of training gave.
  public let last: EpochResult
  /// The share of right predictions on the test data, after the last epoch.
  public let testAccuracy: Double
  /// How many examples were learned from, over all epochs.
  public let examples: Int
  /// How long the epochs took in seconds, batches made and learned from, without the tests between.
  public let seconds: Double
  /// Where the training ran.
  public let device: Device

  /// How many examples were learned from in a second; 0 where no time was measured.
  public var examplesPerSecond: Double { seconds > 0 ? Double(examples) / seconds : 0 }

  /// The speed in words: `9876.5 examples/sec on cpu`.
  public var speed: String { "\(examplesPerSecond.rounded(to: 1)) examples/sec on \(device)" }

  /// The last values in words: `loss 0.469, train accuracy 0.823, test accuracy 0.779`.
  public var summary: String {
    let values = [
      ("loss", last.loss), ("train accuracy", last.accuracy), ("test accuracy", testAccuracy),
    ]
    return values.map { "\($0) \($1.rounded(to: 3))" }.joined(separator: ", ")
  }

  /// Shows the curves.
  public func displayed() -> Output { animator.displayed() }
}
