import CCairo
import Records

/// Shapes text with Pango and keeps the outlines of the glyphs it has seen.
///
/// Hinting is off and positions are fractional, so that text is laid out alike at every size and on
/// every machine that has the same fonts. An engine is used by one thread at a time; see
/// ``TextEnginePool``.
final class TextEngine: @unchecked Sendable {
  /// The families asked for, in order of preference.
  static let family = "DejaVu Sans, Noto Sans CJK SC, sans-serif"

  let fontMap: UnsafeMutablePointer<PangoFontMap>?
  let context: OpaquePointer?
  private let surface: OpaquePointer?
  let cairo: OpaquePointer?
  private var texts: [TextKey: ShapedText] = [:]
  private var runs: [RunKey: MathBox] = [:]
  private var outlines: [OutlineKey: Glyph] = [:]
  var glyphs: [GlyphKey: Glyph] = [:]

  private struct TextKey: Hashable {
    var text: String
    var font: Font
  }

  private struct RunKey: Hashable {
    var text: String
    var font: RunFont
  }

  struct GlyphKey: Hashable {
    var font: UnsafeMutablePointer<PangoFont>
    var index: UInt32
  }

  /// A sign made to measure.
  enum OutlineKind: Hashable {
    case bar, root
    case delimiter(String)
    case accent(MathNode.Accent)
  }

  private struct OutlineKey: Hashable {
    var kind: OutlineKind
    var width: Double
    var height: Double
    var em: Double
  }

  init() {
    fontMap = pango_cairo_font_map_new()
    context = fontMap.flatMap { pango_font_map_create_context($0) }
    surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)
    cairo = cairo_create(surface)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
    if let context { g_object_unref(UnsafeMutableRawPointer(context)) }
    if let fontMap { g_object_unref(UnsafeMutableRawPointer(fontMap)) }
  }

  /// A text in the mini markup of figures, shaped.
  func shape(_ text: String, _ font: Font) -> ShapedText {
    if text.isEmpty { return .empty }
    let key = TextKey(text: text, font: font)
    if let known = texts[key] { return known }
    // A page has few texts; a cache that outgrew one is only a leak.
    if texts.count > 4096 { texts.removeAll() }
    let shaped = LabelText.isMarked(text) ? set(text, font) : layOut(text, font)
    texts[key] = shaped
    return shaped
  }

  /// Characters of one font on one line, as a part of a formula.
  func run(_ text: String, _ font: RunFont) -> MathBox {
    let key = RunKey(text: text, font: font)
    if let known = runs[key] { return known }
    if runs.count > 4096 { runs.removeAll() }
    let box = measure(text, font)
    runs[key] = box
    return box
  }

  /// A sign of a size, made once.
  func outline(
    _ kind: OutlineKind, _ width: Double, _ height: Double, _ em: Double, _ make: () -> Path
  ) -> Glyph {
    let key = OutlineKey(kind: kind, width: width, height: height, em: em)
    if let known = outlines[key] { return known }
    if outlines.count > 4096 { outlines.removeAll() }
    let glyph = Glyph(outline: make())
    outlines[key] = glyph
    return glyph
  }

  /// The lengths of the font that decide how formulas are set.
  private(set) lazy var metrics: MathMetrics = {
    let size = 100.0
    func box(_ text: String) -> MathBox {
      run(text, RunFont(size: size, variant: .upright, bold: false))
    }
    let minus = box("\u{2212}")
    let line = lineExtent(Font(size: size))
    return MathMetrics(
      xHeight: box("x").ascent / size, capHeight: box("H").ascent / size,
      axis: (minus.ascent - minus.descent) / 2 / size, lineAscent: line.ascent / size,
      lineDescent: line.descent / size)
  }()

  /// Text with scripts and formulas: lines of boxes.
  private func set(_ text: String, _ font: Font) -> ShapedText {
    let typesetter = MathTypesetter(engine: self, size: font.size, bold: font.bold)
    let lines = LabelText(text).lines.map(typesetter.line)
    let width = lines.map(\.width).max() ?? 0
    var whole = MathBox(width: width)
    var y = 0.0
    var firstBaseline = 0.0
    for (index, line) in lines.enumerated() {
      let ascent = max(line.ascent, metrics.lineAscent * font.size)
      // Formulas of two lines do not touch.
      if index > 0, line.ascent > metrics.lineAscent * font.size { y += 0.15 * font.size }
      y += ascent
      if index == 0 { firstBaseline = ascent }
      whole.place(line, x: (width - line.width) / 2, y: y)
      y += max(line.descent, metrics.lineDescent * font.size)
    }
    return ShapedText(
      source: text, width: width, height: y, baseline: firstBaseline,
      ink: whole.ink ?? Rect(x: 0, y: 0, width: 0, height: 0), glyphs: whole.glyphs)
  }
}

/// How the characters of a formula look.
struct RunFont: Hashable {
  /// The size in CSS pixels.
  var size: Double
  var variant: MathVariant
  /// Whether the text around the formula is bold.
  var bold: Bool
}
