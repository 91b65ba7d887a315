extension Tensor: CustomStringConvertible {
  /// The elements as PyTorch prints them, with dtype and gradient state where they matter.
  ///
  /// More than 1000 elements are cut down to the first and last three of each axis. Lines have at
  /// most 80 characters.
  public var description: String {
    if let parameter = self as? Parameter, parameter.isUninitialized {
      return "<UninitializedParameter>"
    }
    let prefix = "tensor("
    var suffixes: [String] = []
    let body: String
    if numel == 0 {
      if ndim != 1 {
        let extents = shape.map(String.init).joined(separator: ", ")
        suffixes.append("size=(\(extents))")
      }
      if dtype != .float32 { suffixes.append("dtype=\(dtype)") }
      body = "[]"
    } else {
      if dtype != .float32 && dtype != .int64 && dtype != .bool {
        suffixes.append("dtype=\(dtype)")
      }
      body = TensorPrinter(detachedAlias).text(indent: prefix.count)
    }
    if let gradientFunction {
      suffixes.append("grad_fn=<\(gradientFunction)>")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return withSuffixes(prefix + body, suffixes, indent: prefix.count)
  }

  private func withSuffixes(_ text: String, _ suffixes: [String], indent: Int) -> String {
    var result = text
    let lastLine = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    // PyTorch counts two characters more here than the line has.
    var length = lastLine.count + (text.contains("\n") ? 1 : 2)
    for suffix in suffixes {
      if length + suffix.count + 2 > TensorPrinter.lineWidth {
        result += ",\n" + String(repeating: " ", count: indent) + suffix
        length = indent + suffix.count
      } else {
        result += ", " + suffix
        length += suffix.count + 2
      }
    }
    return result + ")"
  }
}

/// Writes the elements of a tensor that has some.
struct TensorPrinter {
  static let lineWidth = 80
  private static let threshold = 1000
  private static let edgeItems = 3

  private let tensor: Tensor
  private let isSummarized: Bool
  private let numbers: NumberFormatter

  init(_ tensor: Tensor) {
    self.tensor = tensor
    isSummarized = tensor.numel > TensorPrinter.threshold
    numbers = NumberFormatter(isSummarized ? TensorPrinter.shown(tensor) : [tensor])
  }

  func text(indent: Int) -> String { text(tensor, indent) }

  private func text(_ part: Tensor, _ indent: Int) -> String {
    if part.ndim == 0 { return numbers.text(part) }
    if part.ndim == 1 { return row(part, indent) }
    var parts: [String] = []
    for index in TensorPrinter.positions(part, isSummarized) {
      parts.append(index.map { text(TensorPrinter.slice(part, $0), indent + 1) } ?? "...")
    }
    let newlines = String(repeating: "\n", count: part.ndim - 1)
    let separator = "," + newlines + String(repeating: " ", count: indent + 1)
    return "[" + parts.joined(separator: separator) + "]"
  }

  private func row(_ part: Tensor, _ indent: Int) -> String {
    let perLine = Swift.max(1, (TensorPrinter.lineWidth - indent) / (numbers.width + 2))
    let items = TensorPrinter.positions(part, isSummarized).map { index in
      index.map { numbers.text(TensorPrinter.slice(part, $0)) } ?? " ..."
    }
    let lines = stride(from: 0, to: items.count, by: perLine).map { start in
      items[start..<Swift.min(start + perLine, items.count)].joined(separator: ", ")
    }
    let separator = ",\n" + String(repeating: " ", count: indent + 1)
    return "[" + lines.joined(separator: separator) + "]"
  }

  /// The positions along axis 0 that are shown; nil stands for the gap.
  private static func positions(_ part: Tensor, _ isSummarized: Bool) -> [Int?] {
    let extent = part.layout.shape[0]
    guard isSummarized && extent > 2 * edgeItems else { return Array(0..<extent) }
    return Array(0..<edgeItems) + [nil] + Array((extent - edgeItems)..<extent)
  }

  private static func slice(_ part: Tensor, _ index: Int) -> Tensor {
    Tensor(
      storage: part.storage, layout: part.layout.selecting(axis: 0, index: index),
      dtype: part.dtype)
  }

  /// The parts of a large tensor that are shown.
  private static func shown(_ part: Tensor) -> [Tensor] {
    if part.ndim == 0 { return [part] }
    return positions(part, true).flatMap { index in
      index.map { shown(slice(part, $0)) } ?? []
    }
  }
}
