extension Ops {
  static let einsum = Operation(
    "einsum", "Products summed over the letters that the result does not name.")
}

/// Products of tensors, summed over the letters that the result does not name.
///
/// Each letter names an axis. Letters that occur twice in an operand take its diagonal; an ellipsis
/// stands for leading axes, which are broadcast. Without `->` the result names, in alphabetical order,
/// the letters that occur once. Operands are contracted from left to right, two at a time, as matrix
/// products.
///
/// ```swift
/// einsum("ij,jk->ik", A, B)    // the matrix product
/// einsum("bi,bi->b", x, y)     // a dot product for each row
/// einsum("ii", A)              // the trace
/// ```
public func einsum(_ equation: String, _ operands: Tensor...) -> Tensor {
  let plan = EinsumPlan(equation, operands)
  var terms = zip(plan.inputs, operands).map { EinsumTerm(letters: $0, tensor: $1).withDiagonals() }
  while terms.count > 1 {
    let later = terms.dropFirst(2).flatMap(\.letters) + plan.output
    let product = terms[0].contracted(with: terms[1], keeping: Set(later))
    terms.replaceSubrange(0..<2, with: [product])
  }
  return terms[0].arranged(plan.output)
}

/// An equation of letters, one list for each operand and one for the result.
///
/// The axes of an ellipsis get letters of their own from beyond the alphabet.
private struct EinsumPlan {
  var inputs: [[Character]] = []
  var output: [Character] = []

  init(_ equation: String, _ operands: [Tensor]) {
    let text = equation.filter { !$0.isWhitespace }
    let sides = text.components(separatedBy: "->")
    let names = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if names.count != operands.count || sides.count > 2 {
      fail(
        "einsum", "'\(equation)' with \(operands.count) operands",
        rule: "the equation has the form 'ij,jk->ik', with a part for each operand")
    }
    var spread = 0
    for (name, operand) in zip(names, operands) where name.contains("...") {
      spread = Swift.max(spread, operand.ndim - (name.count - 3))
    }
    let ellipsis = (0..<spread).map { Character(UnicodeScalar(UInt8($0) + 0x21)) }
    var extents: [Character: Int] = [:]
    for (name, operand) in zip(names, operands) {
      let letters = Self.letters(name, ellipsis, rank: operand.ndim, equation)
      for (letter, extent) in zip(letters, operand.shape) {
        let known = extents[letter] ?? 1
        if known != extent && known != 1 && extent != 1 {
          fail(
            "einsum", "'\(letter)' in '\(equation)' is \(known) and \(extent)",
            rule: "a letter stands for one extent")
        }
        extents[letter] = Swift.max(known, extent)
      }
      inputs.append(letters)
    }
    if sides.count == 2 {
      output = Self.letters(sides[1], ellipsis, rank: nil, equation)
      for letter in output where extents[letter] == nil || output.filter({ $0 == letter }).count > 1
      {
        fail(
          "einsum", "the result names '\(letter)' in '\(equation)'",
          rule: "the result names letters of the operands, each once")
      }
    } else {
      let all = inputs.flatMap(\.self)
      let once = Set(all).filter { letter in
        letter.isLetter && all.filter { $0 == letter }.count == 1
      }
      output = ellipsis + once.sorted()
    }
  }

  private static func letters(
    _ name: String, _ ellipsis: [Character], rank: Int?, _ equation: String
  ) -> [Character] {
    let parts = name.components(separatedBy: "...")
    var letters: [Character]
    if parts.count == 2 {
      let own = rank.map { Swift.max(0, $0 - parts[0].count - parts[1].count) } ?? ellipsis.count
      letters = Array(parts[0]) + ellipsis.suffix(own) + Array(parts[1])
    } else {
      letters = Array(name)
    }
    let isGood = parts.count <= 2 && parts.joined().allSatisfy { $0.isLetter && $0.isASCII }
    if !isGood || (rank.map { $0 != letters.count } ?? false) {
      fail(
        "einsum", "'\(name)' in '\(equation)' for an operand with \(rank ?? 0) axes",
        rule: "a part has a letter for each axis, and at most one ellipsis")
    }
    return letters
  }
}

/// A tensor whose axes have letters.
private struct EinsumTerm {
  var letters: [Character]
  var tensor: Tensor

  /// Takes the diagonal of letters that occur twice.
  func withDiagonals() -> EinsumTerm {
    var term = self
    while let second = term.letters.indices.first(where: { index in
      term.letters[..<index].contains(term.letters[index])
    }), let first = term.letters.firstIndex(of: term.letters[second]) {
      term.tensor = term.tensor.diagonal(axis1: first, axis2: second)
      let letter = term.letters[first]
      term.letters.remove(at: second)
      term.letters.remove(at: first)
      term.letters.append(letter)
    }
    return term
  }

  /// Sums over the letters that nobody asks for any more.
  func summed(keeping letters: Set<Character>) -> EinsumTerm {
    let gone = self.letters.indices.filter { !letters.contains(self.letters[$0]) }
    guard !gone.isEmpty else { return self }
    return EinsumTerm(
      letters: self.letters.filter { letters.contains($0) }, tensor: tensor.sum(axes: gone))
  }

  /// The product of two terms, summed over the letters that are not kept, as a matrix product.
  func contracted(with other: EinsumTerm, keeping kept: Set<Character>) -> EinsumTerm {
    let left = summed(keeping: kept.union(other.letters))
    let right = other.summed(keeping: kept.union(left.letters))
    let shared = left.letters.filter { right.letters.contains($0) }
    let batch = shared.filter { kept.contains($0) }
    let inner = shared.filter { !kept.contains($0) }
    let rows = left.letters.filter { !shared.contains($0) }
    let columns = right.letters.filter { !shared.contains($0) }
    var extents: [Character: Int] = [:]
    for (letter, extent) in zip(left.letters, left.tensor.shape) { extents[letter] = extent }
    for (letter, extent) in zip(right.letters, right.tensor.shape) {
      extents[letter] = Swift.max(extents[letter] ?? 1, extent)
    }
    func size(_ letters: [Character]) -> Int { letters.reduce(1) { $0 * (extents[$1] ?? 1) } }
    func shape(_ letters: [Character]) -> [Int] { letters.map { extents[$0] ?? 1 } }
    let a = left.arranged(batch + rows + inner).expand(shape(batch + rows + inner))
      .reshape([size(batch), size(rows), size(inner)])
    let b = right.arranged(batch + inner + columns).expand(shape(batch + inner + columns))
      .reshape([size(batch), size(inner), size(columns)])
    let product = matmul(a, b).reshape(shape(batch + rows + columns))
    return EinsumTerm(letters: batch + rows + columns, tensor: product)
  }

  /// The axes in the order of letters; letters that are not named are summed.
  func arranged(_ order: [Character]) -> Tensor {
    let term = summed(keeping: Set(order))
    return term.tensor.permute(order.compactMap { term.letters.firstIndex(of: $0) })
  }
}

extension String {
  /// The parts between occurrences of a separator, empty ones included.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
