import CCairo
import Records

extension TextEngine {
  private static let unit = 1 / Double(PANGO_SCALE)

  /// Runs `body` with a layout of a text in a font.
  private func withLayout<Result>(
    _ text: String, family: String = TextEngine.family, size: Double, bold: Bool,
    italic: Bool = false, _ body: (OpaquePointer?) -> Result
  ) -> Result {
    let layout = pango_layout_new(context)
    defer { if let layout { g_object_unref(UnsafeMutableRawPointer(layout)) } }
    let description = pango_font_description_from_string(family)
    pango_font_description_set_absolute_size(description, size * Double(PANGO_SCALE))
    if bold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
    if italic { pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    pango_layout_set_text(layout, text, -1)
    return body(layout)
  }

  /// Text without markup, of one or more lines.
  func layOut(_ text: String, _ font: Font) -> ShapedText {
    // Control characters are no text.
    let clean = String(
      text.filter { character in
        guard let value = character.unicodeScalars.first?.value else { return false }
        return value >= 32 || character == "\n"
      })
    return withLayout(clean, size: font.size, bold: font.bold) { layout in
      var inkBounds = PangoRectangle()
      var logicalBounds = PangoRectangle()
      pango_layout_get_extents(layout, &inkBounds, &logicalBounds)
      let left = Double(logicalBounds.x) * Self.unit
      let top = Double(logicalBounds.y) * Self.unit
      let placed = place(layout, left: left, top: top)
      return ShapedText(
        source: text, width: Double(logicalBounds.width) * Self.unit,
        height: Double(logicalBounds.height) * Self.unit,
        baseline: Double(pango_layout_get_baseline(layout)) * Self.unit - top,
        ink: Rect(
          x: Double(inkBounds.x) * Self.unit - left, y: Double(inkBounds.y) * Self.unit - top,
          width: Double(inkBounds.width) * Self.unit, height: Double(inkBounds.height) * Self.unit),
        glyphs: placed)
    }
  }

  /// How far a line of a font reaches above and below its baseline.
  func lineExtent(_ font: Font) -> (ascent: Double, descent: Double) {
    withLayout("x", size: font.size, bold: font.bold) { layout in
      var logicalBounds = PangoRectangle()
      pango_layout_get_extents(layout, nil, &logicalBounds)
      let ascent =
        Double(pango_layout_get_baseline(layout)) * Self.unit - Double(logicalBounds.y) * Self.unit
      return (ascent, Double(logicalBounds.height) * Self.unit - ascent)
    }
  }

  /// Characters on one line, measured by their ink, the baseline at zero.
  func measure(_ text: String, _ font: RunFont) -> MathBox {
    var family = Self.family
    var size = font.size
    var shown = text
    switch font.variant {
    case .calligraphic, .script, .fraktur:
      // The letters of these fonts are smaller beside the same numbers.
      size *= 1.06
      let name =
        font.variant == .calligraphic
        ? "KaTeX_Caligraphic" : font.variant == .script ? "KaTeX_Script" : "KaTeX_Fraktur"
      family = "\(name), \(family)"
    case .doubleStruck: shown = MathNode.doubleStruck(text)
    case .typewriter: family = "DejaVu Sans Mono, \(family)"
    case .upright, .italic, .bold, .boldItalic: break
    }
    let isBold = font.bold || font.variant == .bold || font.variant == .boldItalic
    let isItalic = font.variant == .italic || font.variant == .boldItalic
    return withLayout(shown, family: family, size: size, bold: isBold, italic: isItalic) { layout in
      var inkBounds = PangoRectangle()
      var logicalBounds = PangoRectangle()
      pango_layout_get_extents(layout, &inkBounds, &logicalBounds)
      let left = Double(logicalBounds.x) * Self.unit
      let baseline = Double(pango_layout_get_baseline(layout)) * Self.unit
      var box = MathBox(width: Double(logicalBounds.width) * Self.unit)
      box.glyphs = place(layout, left: left, top: baseline)
      guard inkBounds.width > 0 else { return box }
      let ink = Rect(
        x: Double(inkBounds.x) * Self.unit - left, y: Double(inkBounds.y) * Self.unit - baseline,
        width: Double(inkBounds.width) * Self.unit, height: Double(inkBounds.height) * Self.unit)
      box.ink = ink
      box.ascent = -ink.y
      box.descent = ink.maxY
      return box
    }
  }

  /// The glyphs of a layout, seen from a point of it.
  private func place(
    _ layout: OpaquePointer?, left: Double, top: Double
  ) -> [ShapedText.PlacedGlyph] {
    var placed: [ShapedText.PlacedGlyph] = []
    let iterator = pango_layout_get_iter(layout)
    repeat {
      guard let run = pango_layout_iter_get_run_readonly(iterator) else { continue }
      var runBounds = PangoRectangle()
      pango_layout_iter_get_run_extents(iterator, nil, &runBounds)
      let baseline = Double(pango_layout_iter_get_run_baseline(iterator)) * Self.unit
      place(run, x: Double(runBounds.x) * Self.unit - left, y: baseline - top, into: &placed)
    } while pango_layout_iter_next_run(iterator) != 0
    pango_layout_iter_free(iterator)
    return placed
  }

  private func place(
    _ run: UnsafeMutablePointer<PangoLayoutRun>, x: Double, y: Double,
    into placed: inout [ShapedText.PlacedGlyph]
  ) {
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
              glyph: glyph, x: x + Double(info.geometry.x_offset) * Self.unit,
              y: y + Double(info.geometry.y_offset) * Self.unit))
        }
      }
      x += Double(info.geometry.width) * Self.unit
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
