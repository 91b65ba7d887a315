import CCairo

/// Shapes text with Pango and keeps the outlines of the glyphs it has seen.
///
/// Hinting is off and positions are fractional, so that text is laid out alike at every size and on
/// every machine that has the same fonts. An engine is used by one thread at a time; see
/// ``TextEnginePool``.
final class TextEngine: @unchecked Sendable {
  /// The families asked for, in order of preference.
  static let family = "DejaVu Sans, Noto Sans CJK SC, sans-serif"

  private let fontMap: UnsafeMutablePointer<PangoFontMap>?
  private let context: OpaquePointer?
  private let surface: OpaquePointer?
  private let cairo: OpaquePointer?
  private var texts: [TextKey: ShapedText] = [:]
  private var glyphs: [GlyphKey: Glyph] = [:]

  private struct TextKey: Hashable {
    var text: String
    var font: Font
  }

  private struct GlyphKey: Hashable {
    var font: UnsafeMutablePointer<PangoFont>
    var index: UInt32
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
    let shaped = layOut(text, font)
    texts[key] = shaped
    return shaped
  }

  private func layOut(_ text: String, _ font: Font) -> ShapedText {
    let layout = pango_layout_new(context)
    defer { if let layout { g_object_unref(UnsafeMutableRawPointer(layout)) } }
    let description = pango_font_description_from_string(Self.family)
    pango_font_description_set_absolute_size(description, font.size * Double(PANGO_SCALE))
    if font.bold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    pango_layout_set_markup(layout, TextMarkup.pango(text), -1)

    var inkBounds = PangoRectangle()
    var logicalBounds = PangoRectangle()
    pango_layout_get_extents(layout, &inkBounds, &logicalBounds)
    let scale = 1 / Double(PANGO_SCALE)
    let left = Double(logicalBounds.x) * scale
    let top = Double(logicalBounds.y) * scale

    var placed: [ShapedText.PlacedGlyph] = []
    let iterator = pango_layout_get_iter(layout)
    repeat {
      guard let run = pango_layout_iter_get_run_readonly(iterator) else { continue }
      var runBounds = PangoRectangle()
      pango_layout_iter_get_run_extents(iterator, nil, &runBounds)
      let baseline = Double(pango_layout_iter_get_run_baseline(iterator)) * scale
      place(run, x: Double(runBounds.x) * scale - left, y: baseline - top, into: &placed)
    } while pango_layout_iter_next_run(iterator) != 0
    pango_layout_iter_free(iterator)

    return ShapedText(
      source: text, width: Double(logicalBounds.width) * scale,
      height: Double(logicalBounds.height) * scale,
      ink: Rect(
        x: Double(inkBounds.x) * scale - left, y: Double(inkBounds.y) * scale - top,
        width: Double(inkBounds.width) * scale, height: Double(inkBounds.height) * scale),
      glyphs: placed)
  }

  private func place(
    _ run: UnsafeMutablePointer<PangoLayoutRun>, x: Double, y: Double,
    into placed: inout [ShapedText.PlacedGlyph]
  ) {
    let scale = 1 / Double(PANGO_SCALE)
    guard let font = run.pointee.item.pointee.analysis.font, let string = run.pointee.glyphs,
      let infos = string.pointee.glyphs
    else { return }
    var x = x
    for index in 0..<Int(string.pointee.num_glyphs) {
      let info = infos[index]
      // Pango marks glyphs without ink by this value; the C macro is not imported.
      if info.glyph != 0x0FFF_FFFF {
        let glyph = self.glyph(info.glyph, font)
        if !glyph.outline.isEmpty {
          placed.append(
            .init(
              glyph: glyph, x: x + Double(info.geometry.x_offset) * scale,
              y: y + Double(info.geometry.y_offset) * scale))
        }
      }
      x += Double(info.geometry.width) * scale
    }
  }

  private func glyph(_ index: UInt32, _ font: UnsafeMutablePointer<PangoFont>) -> Glyph {
    let key = GlyphKey(font: font, index: index)
    if let known = glyphs[key] { return known }
    // The font's address is the key, so the font must outlive the cache.
    g_object_ref(UnsafeMutableRawPointer(font))
    let glyph = Glyph(outline: outline(index, font))
    glyphs[key] = glyph
    return glyph
  }

  private func outline(_ index: UInt32, _ font: UnsafeMutablePointer<PangoFont>) -> Path {
    var path = Path()
    guard let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(font)) else { return path }
    cairo_set_scaled_font(cairo, scaled)
    var glyph = cairo_glyph_t(index: UInt(index), x: 0, y: 0)
    cairo_new_path(cairo)
    // Cairo flattens nothing here, but rounds coordinates to 1/256 of a unit.
    cairo_glyph_path(cairo, &glyph, 1)
    guard let copy = cairo_copy_path(cairo) else { return path }
    defer { cairo_path_destroy(copy) }
    let data = copy.pointee.data
    var position = 0
    while position < Int(copy.pointee.num_data), let data {
      let header = data[position].header
      func point(_ offset: Int) -> Point {
        let raw = data[position + offset].point
        return Point(x: raw.x, y: raw.y)
      }
      switch header.type {
      case CAIRO_PATH_MOVE_TO: path.move(point(1))
      case CAIRO_PATH_LINE_TO: path.line(point(1))
      case CAIRO_PATH_CURVE_TO: path.elements.append(.curve(point(1), point(2), point(3)))
      default: path.close()
      }
      position += Int(header.length)
    }
    // A trailing move after the last close draws nothing.
    if case .move = path.elements.last { path.elements.removeLast() }
    return path
  }
}
