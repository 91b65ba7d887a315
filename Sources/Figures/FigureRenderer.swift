public import Records

/// Draws figures: SVG for pages, PNG for everything else.
///
/// Both come from the same display list, laid out with text measured by Pango. The same record,
/// options and fonts give the same bytes.
///
/// ```swift
/// let svg = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "fig-loss"))
/// ```
public enum FigureRenderer {
  /// The figure as an SVG document that can stand inside an HTML page.
  ///
  /// The drawing is transparent and follows the page's light or dark colours: through the media
  /// query, through `data-theme` at the page's root, and through the CSS variables `--figure-ink`,
  /// `--figure-quiet`, `--figure-frame`, `--figure-grid`, `--figure-paper` and `--figure-c0` to
  /// `--figure-c7` where the page defines them.
  ///
  /// - Throws: ``FigureError`` when the record cannot be drawn.
  public static func svg(
    _ figure: FigureRecord, options: FigureOptions = FigureOptions()
  ) throws -> String {
    let scene = try scene(figure, options)
    return SVGWriter.write(
      scene, prefix: safePrefix(options.idPrefix), title: options.title ?? figure.accessibleTitle,
      description: options.description ?? figure.accessibleDescription)
  }

  /// The figure as a PNG file.
  ///
  /// - Parameter scale: How many pixels a CSS pixel is wide.
  /// - Throws: ``FigureError`` when the record cannot be drawn.
  public static func png(
    _ figure: FigureRecord, options: FigureOptions = FigureOptions(), scale: Double = 2
  ) throws -> [UInt8] {
    PNGWriter.draw(
      try scene(figure, options), scale: scale, theme: options.theme, paper: options.paper)
  }

  /// The boxes of all texts in a figure, for tests that none lies on another.
  package static func textBoxes(
    _ figure: FigureRecord, options: FigureOptions = FigureOptions()
  ) throws -> (boxes: [TextBox], page: Rect) {
    let scene = try scene(figure, options)
    return (scene.textBoxes, Rect(x: 0, y: 0, width: scene.width, height: scene.height))
  }

  /// How well texts, lines and points of a figure can be seen on a page, for tests.
  package static func contrasts(
    _ figure: FigureRecord, on theme: FigureTheme
  ) throws -> [DrawnContrast] {
    try scene(figure, FigureOptions()).contrasts(on: theme)
  }

  /// A text as it would be set: its size, its baseline, and the rectangle of each of its outlines, for
  /// tests of formulas.
  package static func textShape(_ text: String, size: Double) -> TextShape {
    TextEnginePool.withEngine { engine in
      let shaped = engine.shape(text, Font(size: size))
      return TextShape(
        width: shaped.width, height: shaped.height, baseline: shaped.baseline, ink: shaped.ink,
        outlines: shaped.glyphs.compactMap { placed in
          placed.glyph.outline.bounds.map {
            Rect(x: $0.x + placed.x, y: $0.y + placed.y, width: $0.width, height: $0.height)
          }
        })
    }
  }

  private static func scene(_ figure: FigureRecord, _ options: FigureOptions) throws -> Scene {
    try figure.checkDrawable()
    return TextEnginePool.withEngine { engine in
      FigureLayout.scene(figure, options, DrawingContext(engine, fontSize: options.fontSize))
    }
  }

  /// An id that needs no escaping in markup and style sheets.
  private static func safePrefix(_ prefix: String) -> String {
    let safe = String(
      prefix.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    return safe.first?.isLetter == true ? safe : "f" + safe
  }
}

/// Why a figure cannot be drawn.
public enum FigureError: Error, Equatable, CustomStringConvertible {
  /// Two columns that belong together differ in length.
  case raggedColumns(mark: String, lengths: [Int])
  /// A picture's pixels are no base64 or not as many as its size says.
  case brokenPixels(expected: Int, found: Int)
  /// A mark of this kind has no form in polar coordinates.
  case notPolar(mark: String)
  /// An edge of a diagram names a node that is not there.
  case unknownNode(String)
  /// A formula in a text cannot be set; says which one, what is wrong with it and where.
  case formula(String)

  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .raggedColumns(let mark, let lengths):
      "The \(mark) mark has columns of different lengths: "
        + lengths.map(String.init).joined(separator: ", ") + "."
    case .brokenPixels(let expected, let found):
      "A picture of \(expected) bytes holds \(found)."
    case .notPolar(let mark): "A panel in polar coordinates holds a mark of the kind \(mark)."
    case .unknownNode(let name): "An edge of a diagram names the unknown node '\(name)'."
    case .formula(let problem): problem.prefix(1).uppercased() + problem.dropFirst() + "."
    }
  }
}
