/// What `concat` puts one after the other.
public enum ConcatAxis: Sendable {
  /// The rows: tables below one another.
  case rows
  /// The columns: tables side by side.
  case columns
}

/// Puts frames below one another or side by side.
///
/// - Rows: the result has every column of any of the frames, in the order in which they first
///   appear; where a frame lacks a column its rows are missing there. A column that holds whole
///   numbers in one frame and floating-point numbers (or gaps) in another becomes `double`. Stops
///   when a column holds text in one frame and numbers in another.
/// - Columns: stops when the numbers of rows differ or two columns have one name.
public func concat(_ frames: [DataFrame], axis: ConcatAxis = .rows) -> DataFrame {
  guard let first = frames.first else { return DataFrame([]) }
  switch axis {
  case .columns:
    for frame in frames where frame.rowCount != first.rowCount {
      stop("concat", "frames of \(first.rowCount) and \(frame.rowCount) rows side by side")
    }
    return DataFrame(frames.flatMap(\.columns), index: first.index)
  case .rows:
    var names: [String] = []
    var seen: Set<String> = []
    for name in frames.flatMap(\.columnNames) where seen.insert(name).inserted {
      names.append(name)
    }
    let labels = frames.dropFirst().reduce(first.index) { $0.appending($1.index) }
    return DataFrame(names.map { stack($0, of: frames) }, index: labels)
  }
}

/// The column of one name in all frames, one below the other.
private func stack(_ name: String, of frames: [DataFrame]) -> Series {
  let parts = frames.map { frame in frame.hasColumn(name) ? frame[name] : nil }
  let kinds = Set(parts.compactMap { $0?.kind })
  let complete = !parts.contains { $0 == nil }
  func gap(_ position: Int) -> Int { frames[position].rowCount }

  if kinds == [.int], complete {
    return Series(
      name,
      parts.flatMap { part -> [Int] in
        if case .int(let values)? = part?.storage { values } else { [] }
      })
  }
  if kinds.isSubset(of: [.int, .double]) {
    return Series(
      name,
      parts.enumerated().flatMap { position, part in
        part?.doubles ?? Array(repeating: .nan, count: gap(position))
      })
  }
  if kinds == [.bool] {
    return Series(
      name,
      parts.enumerated().flatMap { position, part -> [Bool?] in
        if case .bool(let values)? = part?.storage {
          values
        } else {
          Array(repeating: nil, count: gap(position))
        }
      })
  }
  // A column that is empty in one of the files was read as numbers, all of them missing.
  let texts = parts.enumerated().map { position, part -> [String?]? in
    guard let part else { return Array(repeating: nil, count: gap(position)) }
    if case .string(let values) = part.storage { return values }
    return part.nullCount == part.count ? Array(repeating: nil, count: part.count) : nil
  }
  guard !texts.contains(where: { $0 == nil }) else {
    stop("concat", "'\(name)' holds text in one frame and numbers in another")
  }
  return Series(name, texts.flatMap { $0 ?? [] })
}
