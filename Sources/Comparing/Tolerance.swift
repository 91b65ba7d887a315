/// How far a fresh number may be from the committed one.
///
/// A fresh value `b` is close to the committed `a` when `|a - b| <= atol + rtol * |a|`, the rule of
/// NumPy and PyTorch. NaN is close to NaN, an infinity to itself.
public struct Tolerance: Equatable, Sendable {
  /// The part of the tolerance that grows with the committed value.
  public var relative: Double
  /// The part of the tolerance that does not.
  public var absolute: Double

  /// Creates a tolerance.
  public init(relative: Double, absolute: Double) {
    self.relative = relative
    self.absolute = absolute
  }

  /// What applies where a cell says nothing.
  ///
  /// PyTorch's float32 defaults are 1.3e-6 and 1e-5; outputs are printed with four decimals, so a
  /// last digit that rounds the other way has to pass as well.
  public static let standard = Tolerance(relative: 1e-4, absolute: 1e-4)

  /// Nothing but the same number passes.
  public static let exact = Tolerance(relative: 0, absolute: 0)

  /// Whether a fresh value is close enough to the committed one.
  public func accepts(committed: Double, fresh: Double) -> Bool {
    if committed == fresh || (committed.isNaN && fresh.isNaN) { return true }
    guard committed.isFinite, fresh.isFinite else { return false }
    return abs(committed - fresh) <= absolute + relative * abs(committed)
  }
}

/// What about a cell is compared, and how strictly.
public struct ComparisonPolicy: Equatable, Sendable {
  /// What of a cell's outputs has to agree.
  public enum Mode: String, CaseIterable, Sendable {
    /// Text to the letter, numbers to the bit.
    case exact
    /// Text outside numbers to the letter, numbers within the tolerance.
    case numeric
    /// Kinds and shapes of outputs, not their contents.
    case shape
    /// Nothing: the outputs depend on the machine or the moment.
    case none
  }

  /// What has to agree.
  public var mode: Mode
  /// How close numbers must be in the mode `numeric`.
  public var tolerance: Tolerance

  /// Creates a policy.
  public init(mode: Mode = .numeric, tolerance: Tolerance = .standard) {
    self.mode = mode
    self.tolerance = mode == .exact ? .exact : tolerance
  }
}
