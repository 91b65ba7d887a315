internal import NN
internal import Records

/// Prints values, with what an optional holds in place of the optional where it is one of ours.
///
/// Takes the place of Swift's own `print` in cells, so that `print(x.grad)` shows the gradient, or
/// `nil`, and not `Optional(...)`. That is so for tensors, modules, frames, series and figures; all
/// other values, other optionals among them, look as they always do.
///
/// - Parameters:
///   - items: What is printed.
///   - separator: What stands between two items.
///   - terminator: What stands at the end.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let texts = items.map { item in
    // A cast looks into an optional.
    if let shown = item as? any Displayable { return String(describing: shown) }
    if let module = item as? Module { return String(describing: module) }
    return String(describing: item)
  }
  Swift.print(texts.joined(separator: separator), terminator: terminator)
}
