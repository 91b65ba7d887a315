extension LabelParser {
  /// The rows and columns of the environment whose `\begin` was just read.
  mutating func grid(_ mode: Mode) throws(FormulaProblem) -> MathNode {
    let place = position
    let name = try rawArgument(of: "begin")
    guard var grid = Self.environment(name) else {
      throw error(.unknownEnvironment(name), at: place)
    }
    if name == "array" {
      grid.alignments = try rawArgument(of: "array").compactMap { letter in
        switch letter {
        case "l": .left
        case "r": .right
        case "c": .center
        default: nil
        }
      }
      if grid.alignments.isEmpty { grid.alignments = [.center] }
    }
    var rows: [[MathNode]] = [[]]
    while true {
      let cell = try deeper { parser throws(FormulaProblem) in
        try parser.row(mode, until: .cell)
      }
      rows[rows.count - 1].append(mode.isMath ? .row(cell) : .words(cell))
      guard position < limit else { throw error(.unclosed("\\begin{\(name)}")) }
      if sees("&") {
        position += 1
      } else if sees("\\end") {
        let end = position
        position += 4
        let closing = try rawArgument(of: "end")
        guard closing == name else { throw error(.unclosed("\\begin{\(name)}"), at: end) }
        break
      } else {
        position += sees("\\cr") ? 3 : 2
        rows.append([])
      }
    }
    // A row that ends the last line holds nothing.
    if rows.count > 1, rows[rows.count - 1] == [mode.isMath ? .row([]) : .words([])] {
      rows.removeLast()
    }
    if name == "aligned" || name == "split" {
      // What follows the mark of alignment has an empty part before it, so that a relation there
      // keeps its space.
      rows = rows.map { row in
        row.enumerated().map { $0.offset % 2 == 1 ? .row([.row([]), $0.element]) : $0.element }
      }
    }
    grid.rows = rows
    return .grid(grid)
  }

  private static func environment(_ name: String) -> MathGrid? {
    var grid = MathGrid(rows: [])
    switch name {
    case "matrix", "array": break
    case "smallmatrix":
      grid.style = .script
      grid.gaps = [0.6]
    case "pmatrix": (grid.left, grid.right) = ("(", ")")
    case "bmatrix": (grid.left, grid.right) = ("[", "]")
    case "Bmatrix": (grid.left, grid.right) = ("{", "}")
    case "vmatrix": (grid.left, grid.right) = ("|", "|")
    case "Vmatrix": (grid.left, grid.right) = ("‖", "‖")
    case "cases":
      grid.left = "{"
      grid.alignments = [.left]
    case "aligned", "split":
      grid.alignments = [.right, .left]
      grid.gaps = [0, 2]
      grid.style = .display
    default: return nil
    }
    return grid
  }
}
