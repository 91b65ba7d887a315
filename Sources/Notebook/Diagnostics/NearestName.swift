/// The name among `candidates` that `name` was probably meant to be.
///
/// Nearest by the number of inserted, deleted, replaced and swapped characters, where that number is
/// small for the length of the name; nil when none is near.
func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased().prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(wanted, Array(candidate.lowercased().prefix(64)))
    if distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
  return best.name
}

/// The optimal string alignment distance between two names.
private func editDistance(_ lhs: [Character], _ rhs: [Character]) -> Int {
  var previous = Array(0...rhs.count)
  var beforePrevious = previous
  for (i, left) in lhs.enumerated() {
    var row = [i + 1]
    for (j, right) in rhs.enumerated() {
      var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (left == right ? 0 : 1))
      if i > 0, j > 0, left == rhs[j - 1], lhs[i - 1] == right {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      row.append(cost)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[rhs.count]
}
