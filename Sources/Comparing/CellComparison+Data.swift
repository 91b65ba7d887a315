internal import Records

extension CellComparison {
  /// Compares tensors by type, shape and values.
  func compareTensors(_ old: TensorOutput, _ new: TensorOutput, at position: Int) -> [Difference] {
    guard old.dtype == new.dtype, old.shape == new.shape else {
      return [
        Difference(
          kind: .shape, output: position,
          summary: "the tensor was \(old.dtype) \(old.shape) and is \(new.dtype) \(new.shape)",
          committed: old.text, fresh: new.text)
      ]
    }
    if policy.mode == .shape { return [] }
    let isWhole = old.summary == nil
    let numbers = NumberComparison(
      committed: old.values.map(\.value), fresh: new.values.map(\.value),
      tolerance: policy.tolerance,
      index: { isWhole ? Self.index(of: $0, in: old.shape) : [$0] })
    let subject = isWhole ? "of the tensor" : "sampled from the tensor"
    var differences = [
      numbers.difference(output: position, subject: subject, committed: old.text, fresh: new.text)
    ]
    if let oldSummary = old.summary, let newSummary = new.summary {
      let summary = NumberComparison(
        committed: [oldSummary.min.value, oldSummary.max.value, oldSummary.mean.value],
        fresh: [newSummary.min.value, newSummary.max.value, newSummary.mean.value],
        tolerance: policy.tolerance)
      differences.append(
        summary.difference(
          output: position, subject: "in the tensor's summary (min, max, mean)",
          committed: old.text, fresh: new.text))
    }
    return differences.compactMap(\.self)
  }

  /// Compares tables cell by cell: columns of numbers within the tolerance.
  func compareTables(_ old: TableOutput, _ new: TableOutput, at position: Int) -> [Difference] {
    let oldShape = (old.totalRows ?? old.rows.count, old.columns.map(\.name))
    let newShape = (new.totalRows ?? new.rows.count, new.columns.map(\.name))
    guard oldShape == newShape, old.rows.count == new.rows.count else {
      return [
        Difference(
          kind: .shape, output: position, summary: "rows or columns of the table differ",
          committed: "\(oldShape.0) rows of \(oldShape.1)",
          fresh: "\(newShape.0) rows of \(newShape.1)")
      ]
    }
    var differences: [Difference] = []
    for (row, pair) in zip(old.rows, new.rows).enumerated() {
      for (column, cells) in zip(pair.0, pair.1).enumerated() where cells.0 != cells.1 {
        let found = compareText(cells.0 ?? "missing", cells.1 ?? "missing", at: position)
        differences += found.map { difference in
          var difference = difference
          let name = column < old.columns.count ? old.columns[column].name : "\(column)"
          difference.summary = "row \(row), column \(name): \(difference.summary)"
          return difference
        }
      }
    }
    return differences
  }

  /// Row-major position to index.
  private static func index(of position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index = [Int](repeating: 0, count: shape.count)
    for axis in shape.indices.reversed() where shape[axis] > 0 {
      index[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return index
  }
}

extension Output {
  /// What the output is, as a word in a sentence.
  var noun: String {
    switch self {
    case .text(let text): text.stream.rawValue
    case .value: "value"
    case .tensor: "tensor"
    case .table: "table"
    case .figure: "figure"
    case .failure: "failure"
    }
  }

  /// The output as a short text.
  var summary: String {
    switch self {
    case .text(let output): output.text
    case .value(let output): output.text
    case .tensor(let output): output.text
    case .table(let output): "table of \(output.totalRows ?? output.rows.count) rows"
    case .figure(let output): "figure \(output.title ?? "")"
    case .failure(let failure): "\(failure.kind.rawValue): \(failure.message)"
    }
  }
}
