/// Writes a scene as SVG that can stand inside a page.
///
/// All ids and class names begin with a prefix, so that several figures share a page. Colours are
/// classes whose rules hold a value for light and one for dark pages and can be replaced by the
/// page's own CSS variables; the attributes next to them serve readers that know no style sheets.
/// Glyphs are outlines defined once and used many times. The same scene gives the same bytes.
struct SVGWriter {
  private var out = ByteWriter()
  private let scene: Scene
  private let prefix: String
  private var paints: [Paint: Int] = [:]
  private var paintOrder: [Paint] = []
  private var glyphs: [ObjectIdentifier: Int] = [:]
  private var glyphOrder: [Glyph] = []
  private var clips: [Path] = []
  private var patterns: [(hatch: Hatch, paint: Paint)] = []
  private var hasThemedImages = false

  private init(_ scene: Scene, prefix: String) {
    self.scene = scene
    self.prefix = prefix
  }

  /// The scene as a document.
  static func write(_ scene: Scene, prefix: String, title: String, description: String) -> String {
    var writer = SVGWriter(scene, prefix: prefix)
    writer.out.reserve(1 << 14)
    var last: Scene.Command?
    for command in scene.commands {
      // An area with an outline of its own colour is one element.
      if case .stroke(let path, let paint, let stroke) = command,
        case .fill(path, paint)? = last, paint.opacity == 1
      {
        writer.write(path, paint, outlined: stroke)
        last = nil
        continue
      }
      if let last { writer.write(last) }
      last = command
    }
    if let last { writer.write(last) }
    let body = writer.out.bytes
    writer.out = ByteWriter()
    writer.out.reserve(body.count + 8192)
    writer.head(title: title, description: description)
    writer.out.write(raw: body)
    writer.out.write("</svg>\n")
    return String(decoding: writer.out.bytes, as: UTF8.self)
  }

  // MARK: - Head

  private mutating func head(title: String, description: String) {
    out.write("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
    out.write(text: prefix)
    out.write("\" class=\"figure\" width=\"")
    out.write(number: scene.width * scene.shrinkage)
    out.write("\" height=\"")
    out.write(number: scene.height * scene.shrinkage)
    out.write("\" viewBox=\"0 0")
    out.write(next: scene.width)
    out.write(next: scene.height)
    out.write("\" role=\"img\" aria-labelledby=\"")
    out.write(text: "\(prefix)-t \(prefix)-d")
    out.write("\" fill=\"none\">\n<title id=\"")
    out.write(text: prefix)
    out.write("-t\">")
    out.write(escaping: title)
    out.write("</title>\n<desc id=\"")
    out.write(text: prefix)
    out.write("-d\">")
    out.write(escaping: description)
    out.write("</desc>\n")
    styles()
    definitions()
  }

  /// Every paint is a variable of the figure: the page's own, or else the figure's colour for the
  /// page that the system prefers or that the reader chose with `data-theme` at the root.
  private mutating func styles() {
    let themed = paintOrder.filter { $0.light != $0.dark }
    guard !themed.isEmpty || hasThemedImages else { return }
    out.write("<style>\n")
    if !themed.isEmpty {
      rule("", values(themed, .light), onDark: values(themed, .dark))
    }
    if hasThemedImages {
      rule(" .nl", "{display:inline}", onDark: "{display:none}")
      rule(" .nd", "{display:none}", onDark: "{display:inline}")
    }
    for paint in themed {
      let name = className(paint)
      out.write(text: "#\(prefix) .\(name)f{fill:var(--\(name))}")
      out.write(text: "#\(prefix) .\(name)s{stroke:var(--\(name))}\n")
    }
    out.write("</style>\n")
  }

  /// A rule for a part of the figure that is another one on dark pages.
  private mutating func rule(_ part: String, _ light: String, onDark dark: String) {
    out.write(text: "#\(prefix)\(part)\(light)\n")
    out.write(text: "@media (prefers-color-scheme:dark){:root:not([data-theme=light]) ")
    out.write(text: "#\(prefix)\(part),#\(prefix):root\(part)\(dark)}\n")
    out.write(text: "[data-theme=dark] #\(prefix)\(part)\(dark)\n")
  }

  private func values(_ paints: [Paint], _ theme: FigureTheme) -> String {
    let rules = paints.map { paint -> String in
      let color = paint.color(in: theme).hex
      guard let variable = paint.variable else { return "--\(className(paint)):\(color)" }
      // Behind legends the page's own paper is the best guess.
      let fallback = variable == "figure-paper" ? "var(--paper,\(color))" : color
      return "--\(className(paint)):var(--\(variable),\(fallback))"
    }
    return "{\(rules.joined(separator: ";"))}"
  }

  private mutating func definitions() {
    guard !glyphOrder.isEmpty || !clips.isEmpty || !patterns.isEmpty else { return }
    out.write("<defs>\n")
    for (index, clip) in clips.enumerated() {
      out.write(text: "<clipPath id=\"\(prefix)-c\(index)\"><path d=\"")
      write(clip)
      out.write("\"/></clipPath>\n")
    }
    for (index, pattern) in patterns.enumerated() { define(pattern.hatch, pattern.paint, index) }
    for (index, glyph) in glyphOrder.enumerated() {
      out.write(text: "<path id=\"\(prefix)-g\(index)\" d=\"")
      write(glyph.outline)
      out.write("\"/>\n")
    }
    out.write("</defs>\n")
  }

  /// A tile of a hatch. Tiles are counted from the figure's corner, so that areas that touch share
  /// their strokes.
  private mutating func define(_ hatch: Hatch, _ paint: Paint, _ index: Int) {
    out.write(text: "<pattern id=\"\(prefix)-h\(index)\" patternUnits=\"userSpaceOnUse\"")
    out.write(text: " width=\"\(Int(Hatch.tile))\" height=\"\(Int(Hatch.tile))\">")
    let tile = Rect(x: 0, y: 0, width: Hatch.tile, height: Hatch.tile)
    let (strokes, dots) = (hatch.strokes(over: tile), hatch.dots(over: tile))
    if !strokes.isEmpty {
      out.write("<path")
      attributes(stroke: paint, hatch.stroke)
      out.write(" d=\"")
      write(strokes)
      out.write("\"/>")
    }
    if !dots.isEmpty {
      out.write("<path")
      attributes(fill: paint)
      out.write(" d=\"")
      write(dots)
      out.write("\"/>")
    }
    out.write("</pattern>\n")
  }

  // MARK: - Commands

  private mutating func write(_ command: Scene.Command) {
    switch command {
    case .fill(let path, let paint):
      out.write("<path")
      attributes(fill: paint)
      out.write(" d=\"")
      write(path)
      out.write("\"/>\n")
    case .stroke(let path, let paint, let stroke):
      out.write("<path")
      attributes(stroke: paint, stroke)
      out.write(" d=\"")
      write(path)
      out.write("\"/>\n")
    case .hatch(let path, let hatch, let paint):
      // Styles are written before the patterns are: their paint has to be known by then.
      if paint.light != paint.dark { register(paint) }
      let known = patterns.firstIndex { $0.hatch == hatch && $0.paint == paint }
      let index = known ?? patterns.count
      if known == nil { patterns.append((hatch, paint)) }
      out.write(text: "<path fill=\"url(#\(prefix)-h\(index))\" d=\"")
      write(path)
      out.write("\"/>\n")
    case .symbols(let symbol, let points, let paint): write(symbol, points, paint)
    case .text(let text, let origin, let angle, let paint): write(text, origin, angle, paint)
    case .image(let raster, let rect): write(raster, rect)
    case .themedImage(let light, let dark, let rect):
      hasThemedImages = true
      // Readers that know no style sheets see the one on top.
      write(dark, rect, class: "nd")
      write(light, rect, class: "nl")
    case .pushClip(let outline):
      let index = clips.firstIndex(of: outline) ?? clips.count
      if index == clips.count { clips.append(outline) }
      out.write(text: "<g clip-path=\"url(#\(prefix)-c\(index))\">\n")
    case .popClip: out.write("</g>\n")
    }
  }

  private mutating func write(_ path: Path, _ paint: Paint, outlined stroke: Stroke) {
    out.write("<path")
    out.write(text: " fill=\"\(paint.light.hex)\" stroke=\"\(paint.light.hex)\"")
    if paint.light != paint.dark {
      register(paint)
      out.write(text: " class=\"\(className(paint))f \(className(paint))s\"")
    }
    attributes(stroke)
    out.write(" d=\"")
    write(path)
    out.write("\"/>\n")
  }

  private mutating func write(_ text: ShapedText, _ origin: Point, _ angle: Double, _ paint: Paint)
  {
    out.write("<g")
    attributes(fill: paint)
    out.write(" transform=\"translate(")
    out.write(number: origin.x)
    out.write(next: origin.y)
    out.write(")")
    if angle != 0 {
      out.write("rotate(")
      out.write(number: angle)
      out.write(")")
    }
    out.write("\">")
    for placed in text.glyphs {
      let key = ObjectIdentifier(placed.glyph)
      let index = glyphs[key] ?? glyphOrder.count
      if index == glyphOrder.count {
        glyphs[key] = index
        glyphOrder.append(placed.glyph)
      }
      out.write(text: "<use href=\"#\(prefix)-g\(index)\" x=\"")
      out.write(number: placed.x)
      out.write("\" y=\"")
      out.write(number: placed.y)
      out.write("\"/>")
    }
    out.write("</g>\n")
  }

  private mutating func write(_ raster: Raster, _ rect: Rect, class name: String? = nil) {
    out.write("<image")
    if let name { out.write(text: " class=\"\(name)\"") }
    for (name, value) in [
      ("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height),
    ] {
      out.write(text: " \(name)=\"")
      out.write(number: value)
      out.write("\"")
    }
    out.write(" preserveAspectRatio=\"none\"")
    if !raster.smooth { out.write(" style=\"image-rendering:pixelated\"") }
    out.write(" href=\"data:image/png;base64,")
    out.write(raw: Base64.encode(PNGWriter.encode(raster)))
    out.write("\"/>\n")
  }

  /// Symbols as one path: circles and squares are lines of no length with round or square ends.
  private mutating func write(_ symbol: Symbol, _ points: [Point], _ paint: Paint) {
    switch symbol.kind {
    case .circle, .square:
      let isCircle = symbol.kind == .circle
      // Where points may lie on each other and shine through, each needs an element of its own.
      let separate = paint.opacity < 1 && points.count <= 2000
      out.write(separate ? "<g" : "<path")
      attributes(stroke: paint, Stroke(width: symbol.size, roundCaps: isCircle), opacity: !separate)
      if !isCircle { out.write(" stroke-linecap=\"square\"") }
      out.write(separate ? ">" : " d=\"")
      for point in points {
        if separate {
          out.write("<path")
          opacity(paint)
          out.write(" d=\"")
        }
        out.write("M")
        out.write(number: point.x)
        out.write(next: point.y)
        out.write("h0")
        if separate { out.write("\"/>") }
      }
      out.write(separate ? "</g>\n" : "\"/>\n")
    case .filled(let path), .stroked(let path):
      out.write("<path")
      if case .filled = symbol.kind {
        attributes(fill: paint)
      } else {
        attributes(stroke: paint, Stroke(width: symbol.strokeWidth))
      }
      out.write(" d=\"")
      for point in points { write(path.moved(by: point)) }
      out.write("\"/>\n")
    }
  }

  // MARK: - Attributes

  private func className(_ paint: Paint) -> String { "p\(paints[paint.opaque] ?? 0)" }

  private mutating func register(_ paint: Paint) {
    if paints[paint.opaque] == nil {
      paints[paint.opaque] = paintOrder.count
      paintOrder.append(paint.opaque)
    }
  }

  private mutating func attributes(fill paint: Paint) {
    out.write(" fill=\"")
    out.write(text: paint.light.hex)
    out.write("\"")
    if paint.light != paint.dark {
      register(paint)
      out.write(text: " class=\"\(className(paint))f\"")
    }
    opacity(paint)
  }

  private mutating func attributes(
    stroke paint: Paint, _ stroke: Stroke, opacity showsOpacity: Bool = true
  ) {
    out.write(" stroke=\"")
    out.write(text: paint.light.hex)
    out.write("\"")
    if paint.light != paint.dark {
      register(paint)
      out.write(text: " class=\"\(className(paint))s\"")
    }
    if showsOpacity { opacity(paint) }
    attributes(stroke)
  }

  private mutating func attributes(_ stroke: Stroke) {
    out.write(" stroke-width=\"")
    out.write(number: stroke.width)
    out.write("\"")
    if stroke.roundCaps { out.write(" stroke-linecap=\"round\"") }
    if stroke.dashes.isEmpty {
      out.write(" stroke-linejoin=\"round\"")
    } else {
      out.write(" stroke-dasharray=\"")
      for (index, length) in stroke.dashes.enumerated() {
        if index > 0 { out.write(" ") }
        out.write(number: length)
      }
      out.write("\"")
    }
  }

  private mutating func opacity(_ paint: Paint) {
    if paint.opacity < 1 {
      out.write(" opacity=\"")
      out.write(number: paint.opacity)
      out.write("\"")
    }
  }

  // MARK: - Paths

  private mutating func write(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point):
        out.write("M")
        pair(point)
      case .line(let point):
        out.write("L")
        pair(point)
      case .curve(let a, let b, let c):
        out.write("C")
        pair(a)
        out.write(next: b.x)
        out.write(next: b.y)
        out.write(next: c.x)
        out.write(next: c.y)
      case .close: out.write("Z")
      }
    }
  }

  private mutating func pair(_ point: Point) {
    out.write(number: point.x)
    out.write(next: point.y)
  }
}

extension Paint {
  /// The paint without its opacity, which is an attribute of its own.
  fileprivate var opaque: Paint { opacity(1) }
}
