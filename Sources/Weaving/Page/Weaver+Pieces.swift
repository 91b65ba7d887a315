public import Notebook
public import Records

/// What a cell has produced so far as HTML, a piece for each output.
public struct OutputPieces: Sendable {
  /// The pieces, in order.
  public var html: [String] { drawn.map(\.html) }

  /// An output as it was drawn; the same output at the same place is not drawn again.
  fileprivate var drawn: [(output: Output, figure: Int, html: String)] = []

  /// No pieces.
  public init() {}
}

extension Weaver {
  /// Makes the pieces those of a cell's outputs, as the chapter's page would have them; draws only what
  /// is new.
  ///
  /// Nothing is left of outputs that the page hides but a failure that nobody announced.
  public func renew(
    _ pieces: inout OutputPieces, _ outputs: [Output], of cell: Cell, in chapter: Chapter
  ) {
    var drawn: [(output: Output, figure: Int, html: String)] = []
    let number = chapter.cells.firstIndex { $0.id == cell.id } ?? 0
    var body = BodyRenderer(chapter: chapter, weaver: self, record: nil)
    // The page has figures of its own, whose ids these must not share.
    body.figurePrefix = "live\(number)-fig"
    for output in BodyRenderer.shown(outputs, of: cell) {
      let index = drawn.count
      if index < pieces.drawn.count, pieces.drawn[index].figure == body.figures,
        pieces.drawn[index].output == output
      {
        drawn.append(pieces.drawn[index])
        if case .figure = output { body.skipFigure(of: cell) }
        continue
      }
      let figure = body.figures
      body.html = HTMLBuffer()
      body.output(output, of: cell)
      drawn.append((output, figure, body.html.string))
    }
    pieces.drawn = drawn
  }
}
