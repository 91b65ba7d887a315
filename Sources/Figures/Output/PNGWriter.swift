import CCairo

/// Draws a scene into pixels with Cairo.
enum PNGWriter {
  /// The scene as a PNG file.
  ///
  /// - Parameters:
  ///   - scale: How many pixels a CSS pixel is wide.
  ///   - theme: The page whose colours are used.
  ///   - paper: Whether the page's colour is drawn behind; else the background is transparent.
  static func draw(_ scene: Scene, scale: Double, theme: FigureTheme, paper: Bool) -> [UInt8] {
    let scale = scale * scene.shrinkage
    let width = Int32((scene.width * scale).rounded(.up))
    let height = Int32((scene.height * scale).rounded(.up))
    let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)
    defer { cairo_surface_destroy(surface) }
    let cairo = cairo_create(surface)
    defer { cairo_destroy(cairo) }
    let canvas = CairoCanvas(cairo: cairo, theme: theme)
    if paper {
      canvas.setSource(.fixed(theme.paper))
      cairo_paint(cairo)
    }
    cairo_scale(cairo, scale, scale)
    for command in scene.commands { canvas.draw(command) }
    return encode(surface)
  }

  /// A raster as a PNG file.
  static func encode(_ raster: Raster) -> [UInt8] {
    CairoCanvas.withSurface(raster) { encode($0) } ?? []
  }

  private final class Buffer {
    var bytes: [UInt8] = []
  }

  private static func encode(_ surface: OpaquePointer?) -> [UInt8] {
    let buffer = Buffer()
    _ = withExtendedLifetime(buffer) {
      cairo_surface_write_to_png_stream(
        surface,
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
          let buffer = Unmanaged<Buffer>.fromOpaque(closure).takeUnretainedValue()
          buffer.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(buffer).toOpaque())
    }
    return buffer.bytes
  }
}
