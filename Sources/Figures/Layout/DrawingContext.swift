import Records

/// Fonts, lengths and the text engine that everything in one figure shares.
struct DrawingContext {
  let engine: TextEngine
  let fontSize: Double

  init(_ engine: TextEngine, fontSize: Double) {
    self.engine = engine
    self.fontSize = fontSize
  }

  var tickFont: Font { Font(size: fontSize * 0.92) }
  var labelFont: Font { Font(size: fontSize) }
  var titleFont: Font { Font(size: fontSize * 1.08) }
  var figureTitleFont: Font { Font(size: fontSize * 1.2, bold: true) }

  /// The length of ticks.
  let tickLength = 3.5
  /// The space between a tick and its label.
  let tickPad = 3.0
  /// The space between tick labels and the axis label, and around titles.
  let labelPad = 4.0
  /// The space between panels, and at the edge of the figure.
  let edge = 4.0

  func shape(_ text: String, _ font: Font) -> ShapedText { engine.shape(text, font) }

  /// Text with line feeds put in at spaces so that no line is wider than `width`, where it can be.
  func wrapped(_ text: String?, _ font: Font, width: Double) -> ShapedText {
    guard let text, !text.isEmpty else { return .empty }
    let whole = shape(text, font)
    if whole.width <= width { return whole }
    var lines: [String] = []
    for words in LabelText(text).words {
      var line = ""
      for word in words {
        let longer = line.isEmpty ? word : line + " " + word
        if !line.isEmpty, shape(longer, font).width > width {
          lines.append(line)
          line = word
        } else {
          line = longer
        }
      }
      lines.append(line)
    }
    return shape(lines.joined(separator: "\n"), font)
  }
}
