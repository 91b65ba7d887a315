internal import Tensors

/// Stops the cell because the program asked a frame for something it cannot do.
///
/// Wrong column names, positions and kinds are mistakes in the program; what a file holds is not,
/// and is reported by a thrown `CSVError`.
func stop(_ operation: String, _ message: String) -> Never {
  fail(operation, message, rule: "a frame is asked for what it has")
}

/// The nearest of `candidates` to a misspelt `name`, as the end of a sentence, or nothing.
func suggestion(for name: String, among candidates: [String]) -> String {
  let limit = max(1, name.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(name.lowercased(), candidate.lowercased())
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best.map { "; did you mean '\($0.name)'?" } ?? ""
}

/// The Levenshtein distance of two words.
private func editDistance(_ first: String, _ second: String) -> Int {
  let target = Array(second)
  var previous = Array(0...target.count)
  for (row, character) in first.enumerated() {
    var current = [row + 1]
    for (column, other) in target.enumerated() {
      let substitution = previous[column] + (character == other ? 0 : 1)
      current.append(min(substitution, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[target.count]
}
