internal import Records

/// Compares the outputs of one cell, each kind in its own way.
struct CellComparison {
  let policy: ComparisonPolicy

  /// All differences between the committed outputs of a cell and the fresh ones.
  func differences(committed: CellRecord, fresh: CellRecord) -> [Difference] {
    if policy.mode == .none { return [] }
    var differences: [Difference] = []
    if committed.status != fresh.status {
      differences.append(
        Difference(
          kind: .status, output: nil, summary: "the cell ended in another way",
          committed: committed.status.rawValue, fresh: fresh.status.rawValue))
    }
    for (position, pair) in zip(committed.outputs, fresh.outputs).enumerated() {
      differences += compare(pair.0, pair.1, at: position)
    }
    let shared = min(committed.outputs.count, fresh.outputs.count)
    for (offset, output) in committed.outputs[shared...].enumerated() {
      differences.append(
        Difference(
          kind: .count, output: shared + offset, summary: "the output \(output.noun) is gone",
          committed: output.summary, fresh: ""))
    }
    for (offset, output) in fresh.outputs[shared...].enumerated() {
      differences.append(
        Difference(
          kind: .count, output: shared + offset, summary: "the output \(output.noun) is new",
          committed: "", fresh: output.summary))
    }
    return differences
  }

  private func compare(_ old: Output, _ new: Output, at position: Int) -> [Difference] {
    switch (old, new) {
    case (.text(let old), .text(let new)):
      if old.stream != new.stream {
        return [kindDifference(old.stream.rawValue, new.stream.rawValue, at: position)]
      }
      return compareText(old.text, new.text, at: position)
    case (.value(let old), .value(let new)):
      return compareText(old.text, new.text, at: position)
    case (.tensor(let old), .tensor(let new)): return compareTensors(old, new, at: position)
    case (.table(let old), .table(let new)): return compareTables(old, new, at: position)
    case (.figure(let old), .figure(let new)): return compareFigures(old, new, at: position)
    case (.failure(let old), .failure(let new)): return compareFailures(old, new, at: position)
    default: return [kindDifference(old.noun, new.noun, at: position)]
    }
  }

  private func kindDifference(_ old: String, _ new: String, at position: Int) -> Difference {
    Difference(
      kind: .kind, output: position, summary: "the output was \(old) and is \(new)",
      committed: old, fresh: new)
  }

  /// Compares text: words to the letter, numbers within the tolerance.
  func compareText(_ old: String, _ new: String, at position: Int) -> [Difference] {
    if policy.mode == .shape || old == new { return [] }
    let committed = NumericText(old)
    let fresh = NumericText(new)
    guard policy.mode == .numeric, committed.hasSameWords(as: fresh) else {
      return [
        Difference(
          kind: .text, output: position, summary: "the text differs", committed: old, fresh: new)
      ]
    }
    let numbers = NumberComparison(
      committed: committed.numbers, fresh: fresh.numbers, tolerance: policy.tolerance)
    return [
      numbers.difference(output: position, subject: "in the text", committed: old, fresh: new)
    ].compactMap(\.self)
  }

  private func compareFailures(_ old: Failure, _ new: Failure, at position: Int) -> [Difference] {
    if old.kind != new.kind {
      return [kindDifference(old.kind.rawValue, new.kind.rawValue, at: position)]
    }
    return compareText(old.message, new.message, at: position)
  }
}
