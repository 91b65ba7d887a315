/// A type that says how the notebook shows its values.
///
/// The value of a cell's last expression, and whatever is passed to `display(_:)`, is shown through
/// this; other types are shown as `String(describing:)` does.
public protocol Displayable {
  /// The value as an output.
  func displayed() -> Output
}
