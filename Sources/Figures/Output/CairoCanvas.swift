import CCairo

/// Draws the commands of a scene on a Cairo context.
struct CairoCanvas {
  let cairo: OpaquePointer?
  let theme: FigureTheme

  func draw(_ command: Scene.Command) {
    switch command {
    case .fill(let path, let paint):
      trace(path)
      setSource(paint)
      cairo_fill(cairo)
    case .stroke(let path, let paint, let stroke):
      trace(path)
      setSource(paint)
      set(stroke)
      cairo_stroke(cairo)
    case .hatch(let path, let hatch, let paint): draw(path, hatch, paint)
    case .symbols(let symbol, let points, let paint): draw(symbol, points, paint)
    case .text(let text, let origin, let angle, let paint):
      cairo_save(cairo)
      cairo_translate(cairo, origin.x, origin.y)
      cairo_rotate(cairo, angle * .pi / 180)
      setSource(paint)
      for placed in text.glyphs {
        trace(placed.glyph.outline.moved(by: Point(x: placed.x, y: placed.y)))
      }
      cairo_fill(cairo)
      cairo_restore(cairo)
    case .image(let raster, let rect): draw(raster, rect)
    case .themedImage(let light, let dark, let rect): draw(theme == .light ? light : dark, rect)
    case .pushClip(let outline):
      cairo_save(cairo)
      trace(outline)
      cairo_clip(cairo)
    case .popClip: cairo_restore(cairo)
    }
  }

  func setSource(_ paint: Paint) {
    let color = paint.color(in: theme)
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      paint.opacity)
  }

  private func set(_ stroke: Stroke) {
    cairo_set_line_width(cairo, stroke.width)
    cairo_set_line_cap(cairo, stroke.roundCaps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(
      cairo, stroke.dashes.isEmpty ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    cairo_set_dash(cairo, stroke.dashes, Int32(stroke.dashes.count), 0)
  }

  private func draw(_ path: Path, _ hatch: Hatch, _ paint: Paint) {
    guard let bounds = path.bounds else { return }
    cairo_save(cairo)
    trace(path)
    cairo_clip(cairo)
    setSource(paint)
    set(hatch.stroke)
    trace(hatch.strokes(over: bounds))
    cairo_stroke(cairo)
    trace(hatch.dots(over: bounds))
    cairo_fill(cairo)
    cairo_restore(cairo)
  }

  private func draw(_ symbol: Symbol, _ points: [Point], _ paint: Paint) {
    setSource(paint)
    cairo_set_dash(cairo, nil, 0, 0)
    for point in points {
      let half = symbol.size / 2
      let box = Rect(x: point.x - half, y: point.y - half, width: symbol.size, height: symbol.size)
      switch symbol.kind {
      case .circle: trace(.ellipse(in: box))
      case .square: trace(.rectangle(box))
      case .filled(let path), .stroked(let path): trace(path.moved(by: point))
      }
      if case .stroked = symbol.kind {
        cairo_set_line_width(cairo, symbol.strokeWidth)
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT)
        cairo_stroke(cairo)
      } else {
        cairo_fill(cairo)
      }
    }
  }

  private func draw(_ raster: Raster, _ rect: Rect) {
    CairoCanvas.withSurface(raster) { surface in
      cairo_save(cairo)
      cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height)
      cairo_clip(cairo)
      cairo_translate(cairo, rect.x, rect.y)
      cairo_scale(cairo, rect.width / Double(raster.width), rect.height / Double(raster.height))
      cairo_set_source_surface(cairo, surface, 0, 0)
      let pattern = cairo_get_source(cairo)
      cairo_pattern_set_filter(
        pattern, raster.smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
      cairo_paint(cairo)
      cairo_restore(cairo)
    }
  }

  private func trace(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let p): cairo_move_to(cairo, p.x, p.y)
      case .line(let p): cairo_line_to(cairo, p.x, p.y)
      case .curve(let a, let b, let c): cairo_curve_to(cairo, a.x, a.y, b.x, b.y, c.x, c.y)
      case .close: cairo_close_path(cairo)
      }
    }
  }

  /// Lends a Cairo surface that holds a raster, with alpha multiplied in.
  @discardableResult
  static func withSurface<Result>(_ raster: Raster, _ body: (OpaquePointer) -> Result) -> Result? {
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(raster.width), Int32(raster.height))
    else { return nil }
    defer { cairo_surface_destroy(surface) }
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    let rowBytes = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<raster.height {
      for column in 0..<raster.width {
        let source = (row * raster.width + column) * 4
        let target = row * rowBytes + column * 4
        let alpha = UInt32(raster.pixels[source + 3])
        // Cairo's words are native: blue comes first on the little-endian machines we run on.
        for (channel, place) in [(0, 2), (1, 1), (2, 0)] {
          let value = UInt32(raster.pixels[source + channel])
          data[target + place] = UInt8((value * alpha + 127) / 255)
        }
        data[target + 3] = UInt8(alpha)
      }
    }
    cairo_surface_mark_dirty(surface)
    return body(surface)
  }
}
