internal import Hosting
internal import Records

/// Shows a value in the report, below the code of the cell.
///
/// The value of a cell's last expression is shown without asking; `display` shows more of them, or
/// one from inside a loop. Types that conform to `Displayable` (tensors, frames, figures) are shown
/// in their own form, all others as `String(describing:)` does. An optional is shown as what it
/// holds. `Void` is not shown.
///
/// ```swift
/// for epoch in 1...3 { display(epoch) }
/// ```
public func display<Value>(_ value: Value) {
  if Value.self == Void.self { return }
  Host.show(output(for: value))
}

private func output(for value: Any) -> Output {
  if let value = value as? any Displayable { return value.displayed() }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional {
    guard let child = mirror.children.first else { return .value(ValueOutput(text: "nil")) }
    return output(for: child.value)
  }
  return .value(ValueOutput(text: String(describing: value)))
}
