/// A straight part of a curve in the box.
package struct SpacePiece: Sendable {
  /// The number of its curve.
  package var curve: Int
  /// The number of its colour and width; the order of pieces that share it does not matter.
  package var ink: Int
  /// Where it starts and ends along its curve.
  package var range: (start: Double, end: Double)
  package var from: SpacePoint
  package var to: SpacePoint

  package init(
    curve: Int, ink: Int, range: (start: Double, end: Double), from: SpacePoint, to: SpacePoint
  ) {
    self.curve = curve
    self.ink = ink
    self.range = range
    self.from = from
    self.to = to
  }

  var middle: SpacePoint { (from + to) * 0.5 }

  /// The piece before and after a share of its length.
  func split(at share: Double) -> (SpacePiece, SpacePiece) {
    let place = from + (to - from) * share
    let turn = range.start + (range.end - range.start) * share
    var (first, second) = (self, self)
    (first.to, first.range.end) = (place, turn)
    (second.from, second.range.start) = (place, turn)
    return (first, second)
  }

  /// The parts on the negative and the positive side, given how far both ends are from a border.
  func split(_ atStart: Double, _ atEnd: Double) -> (below: SpacePiece?, above: SpacePiece?) {
    if atStart <= 0, atEnd <= 0 { return (self, nil) }
    if atStart >= 0, atEnd >= 0 { return (nil, self) }
    let (first, second) = split(at: atStart / (atStart - atEnd))
    return atStart < 0 ? (first, second) : (second, first)
  }

  /// The parts between lines across an axis.
  func cut(at lines: [Double], along axis: Int) -> [SpacePiece] {
    let (low, high) = (min(from[axis], to[axis]), max(from[axis], to[axis]))
    guard let first = lines.firstIndex(where: { $0 > low }), lines[first] < high else {
      return [self]
    }
    var parts: [SpacePiece] = []
    var rest = self
    let crossed = lines[first...].prefix { $0 < high }
    for line in from[axis] < to[axis] ? Array(crossed) : crossed.reversed() {
      let (a, b) = (line - rest.from[axis], line - rest.to[axis])
      guard a * b < 0 else { continue }
      let (before, after) = rest.split(at: a / (a - b))
      parts.append(before)
      rest = after
    }
    return parts + [rest]
  }
}

/// A symbol in the box.
package struct SpaceDot: Sendable {
  /// The number of its look.
  package var ink: Int
  package var point: SpacePoint

  package init(ink: Int, point: SpacePoint) {
    self.ink = ink
    self.point = point
  }
}

/// Curves and symbols in a part of space without surfaces.
struct SpaceContents {
  var pieces: [SpacePiece] = []
  var dots: [SpaceDot] = []

  var isEmpty: Bool { pieces.isEmpty && dots.isEmpty }

  /// What is on the negative and on the positive side of a border.
  func split(by side: (SpacePoint) -> Double) -> (below: SpaceContents, above: SpaceContents) {
    if isEmpty { return (self, self) }
    var (below, above) = (SpaceContents(), SpaceContents())
    for piece in pieces {
      let parts = piece.split(side(piece.from), side(piece.to))
      if let part = parts.below { below.pieces.append(part) }
      if let part = parts.above { above.pieces.append(part) }
    }
    for dot in dots {
      if side(dot.point) < 0 { below.dots.append(dot) } else { above.dots.append(dot) }
    }
    return (below, above)
  }

  /// Whether everything looks alike, so that no order shows.
  var isUniform: Bool {
    guard let ink = pieces.first?.ink ?? dots.first?.ink else { return true }
    return pieces.allSatisfy { $0.ink == ink } && dots.allSatisfy { $0.ink == ink }
  }
}
