import Records

extension MathTypesetter {
  /// One thing above another.
  func fraction(
    _ upper: MathNode, _ lower: MathNode, _ hasBar: Bool, _ style: MathNode.Style
  ) -> MathBox {
    let em = em(style)
    let above = set(upper, style.part)
    let below = set(lower, style.part)
    let rule = MathMetrics.rule * em
    let axis = metrics.axis * em
    let isDisplay = style == .display
    var up = (isDisplay ? 0.72 : hasBar ? 0.47 : 0.44) * em
    var down = (isDisplay ? 0.68 : 0.36) * em
    let clearance = (isDisplay ? 2.6 : 1.5) * rule
    if hasBar {
      up = max(up, axis + rule / 2 + clearance + above.descent)
      down = max(down, below.ascent + clearance + rule / 2 - axis)
    } else {
      let gap = (up - above.descent) - (below.ascent - down)
      let needed = (isDisplay ? 7 : 3) * rule
      if gap < needed {
        up += (needed - gap) / 2
        down += (needed - gap) / 2
      }
    }
    let inner = max(above.width, below.width)
    let overhang = hasBar ? 0.06 * em : 0
    let side = hasBar ? 0.08 * em : 0
    let width = inner + 2 * (overhang + side)
    var box = MathBox(width: width)
    box.place(above, x: (width - above.width) / 2, y: -up)
    box.place(below, x: (width - below.width) / 2, y: down)
    if hasBar {
      box.place(bar(width: inner + 2 * overhang, thickness: rule), x: side, y: rule / 2 - axis)
    }
    return box
  }

  /// A bar that stands on the baseline.
  func bar(width: Double, thickness: Double) -> MathBox {
    let glyph = engine.outline(.bar, width, thickness, 0) {
      .rectangle(Rect(x: 0, y: 0, width: width, height: thickness))
    }
    return MathBox(glyph, width: width, ascent: thickness, height: thickness)
  }

  /// A root over something.
  func root(_ radicand: MathNode, _ degree: MathNode?, _ style: MathNode.Style) -> MathBox {
    let em = em(style)
    let inner = set(radicand, style)
    let rule = MathMetrics.rule * em
    let clearance =
      style == .display ? rule + metrics.xHeight * em / 4 : 0.11 * em
    // Roots of small things are as tall as those of letters, so that they agree along a line.
    let top = max(inner.ascent, metrics.xHeight * em) + clearance + rule
    let bottom = max(inner.descent, 0) + 0.05 * em
    let height = top + bottom
    let sign = min(0.62, 0.48 + 0.06 * height / em) * em
    let right = 0.06 * em
    let width = sign + inner.width + inner.italic + 0.06 * em + right
    let thick = 0.1 * em
    let glyph = engine.outline(.root, width - right, height, em) {
      MathOutlines.root(
        sign: sign, width: width - right, height: height, rule: rule, thick: thick,
        hook: min(0.5 * height, 0.52 * em))
    }
    var box = MathBox(width: width)
    box.place(MathBox(glyph, width: width - right, ascent: top, height: height), x: 0)
    box.place(inner, x: sign + 0.06 * em)
    guard let degree else { return box }
    let small = set(degree, .scriptScript)
    // The degree sits in the hook, as far up as six tenths of the root.
    let shift = max(0, small.width - 0.22 * em)
    var whole = MathBox(width: box.width + shift)
    whole.place(box, x: shift)
    let base = bottom - 0.56 * height
    whole.place(small, x: max(0, 0.22 * em - small.width), y: base - small.descent)
    return whole
  }

  /// Something with a sign above or below it.
  func accent(_ accent: MathNode.Accent, _ base: MathNode, _ style: MathNode.Style) -> MathBox {
    let em = em(style)
    let inner = set(base, style)
    let isLow = accent == .underline || accent == .underbrace
    let span = inner.ink.map(\.width) ?? inner.width
    let (width, height) = MathOutlines.size(accent, over: span, inner.width, em)
    let glyph = engine.outline(.accent(accent), width, height, em) {
      MathOutlines.accent(accent, width: width, height: height, em: em)
    }
    // Two letters of one height have their accents at one height, also where one is round.
    let top = max(inner.ascent, metrics.xHeight * em)
    let gap = (accent == .overline || accent == .bar ? 0.1 : 0.075) * em
    let middle = (inner.ink?.midX ?? inner.width / 2) + (isLow ? 0 : inner.skew)
    var box = inner
    let x = middle - width / 2
    if isLow {
      box.place(
        MathBox(glyph, width: width, ascent: 0, height: height), x: x,
        y: max(inner.descent, 0) + gap)
    } else {
      box.place(
        MathBox(glyph, width: width, ascent: height, height: height), x: x, y: -(top + gap))
    }
    // A sign wider than its letter must not reach into the neighbours.
    let left = min(0, x)
    box.width = max(inner.width, x + width)
    if left < 0 {
      var moved = MathBox(width: box.width - left)
      moved.place(box, x: -left)
      box = moved
    }
    return box
  }

  // MARK: - Delimiters

  /// A delimiter that is at least so tall, centred on the axis: the font's own where that suffices.
  func delimiter(_ text: String, height: Double, _ style: MathNode.Style) -> MathBox {
    if text == "." { return .space(0.1 * em(style)) }
    let em = em(style)
    let own = run(text, .upright, style)
    let axis = metrics.axis * em
    if height <= own.height * 1.04, own.ink != nil {
      var box = MathBox(width: own.width)
      box.place(own, x: 0, y: (own.ascent - own.descent) / 2 - axis)
      return box
    }
    guard let width = MathOutlines.width(of: text, height: height, em: em) else {
      return stretched(own, to: height, text, axis, em)
    }
    let glyph = engine.outline(.delimiter(text), width, height, em) {
      MathOutlines.delimiter(text, width: width, height: height, em: em)
    }
    let side = 0.07 * em
    var box = MathBox(width: width + 2 * side)
    box.place(
      MathBox(glyph, width: width, ascent: height / 2 + axis, height: height), x: side)
    return box
  }

  /// An arrow or the like, made taller.
  private func stretched(
    _ own: MathBox, to height: Double, _ text: String, _ axis: Double, _ em: Double
  ) -> MathBox {
    guard let ink = own.ink, let placed = own.glyphs.first, ink.height > 0 else { return own }
    let factor = height / ink.height
    let glyph = engine.outline(.delimiter(text), ink.width, height, em) {
      placed.glyph.outline.mapped { Point(x: $0.x, y: $0.y * factor) }
    }
    var box = MathBox(width: own.width)
    // The outline's lowest point comes to lie half the height below the axis.
    box.glyphs = [
      .init(glyph: glyph, x: placed.x, y: height / 2 - axis - own.descent * factor)
    ]
    box.ink = Rect(x: ink.x, y: -height / 2 - axis, width: ink.width, height: height)
    box.ascent = height / 2 + axis
    box.descent = height / 2 - axis
    return box
  }

  /// Something between delimiters as tall as it is.
  func fenced(
    _ left: String, _ parts: [MathNode], _ separators: [String], _ right: String,
    _ style: MathNode.Style
  ) -> MathBox {
    let boxes = parts.map { set($0, style) }
    let axis = metrics.axis * em(style)
    let reach = boxes.map { max($0.ascent - axis, $0.descent + axis) }.max() ?? 0
    // What they enclose may stick out a little, as long as they cover nine tenths of it.
    let height = max(2 * reach * 0.93, 2 * reach - 0.35 * em(style))
    func mark(_ text: String) -> MathBox { delimiter(text, height: height, style) }
    var box = MathBox()
    box.append(mark(left))
    for (index, part) in boxes.enumerated() {
      box.append(part)
      if index < separators.count {
        box.width += 0.12 * em(style)
        box.append(mark(separators[index]))
        box.width += 0.12 * em(style)
      }
    }
    box.append(mark(right))
    return box
  }

  // MARK: - Grids

  /// Rows and columns, centred on the axis.
  func grid(_ grid: MathGrid, _ outer: MathNode.Style) -> MathBox {
    let style: MathNode.Style = outer.factor < grid.style.factor ? outer : grid.style
    let em = em(style)
    let cells = grid.rows.map { $0.map { set($0, style) } }
    let columns = grid.columnCount
    let widths = (0..<columns).map { column in
      cells.compactMap { column < $0.count ? $0[column].width : nil }.max() ?? 0
    }
    // Every row is at least as tall as a line, so that those without ascenders keep step.
    let rows = cells.map { row in
      (
        ascent: max(0.76 * em, row.map(\.ascent).max() ?? 0),
        descent: max(0.26 * em, row.map(\.descent).max() ?? 0)
      )
    }
    let between = 0.18 * em
    let total =
      rows.reduce(0) { $0 + $1.ascent + $1.descent } + between * Double(max(0, rows.count - 1))
    let axis = metrics.axis * self.em(outer)
    var inner = MathBox()
    var y = -(total / 2 + axis)
    for (row, extent) in zip(cells, rows) {
      y += extent.ascent
      var x = 0.0
      for (column, cell) in row.enumerated() {
        let room = widths[column] - cell.width
        let shift: Double
        switch grid.alignments[column % grid.alignments.count] {
        case .left: shift = 0
        case .center: shift = room / 2
        case .right: shift = room
        }
        inner.place(cell, x: x + shift, y: y)
        x += widths[column] + grid.gaps[column % grid.gaps.count] * em
      }
      y += extent.descent + between
    }
    inner.width =
      widths.reduce(0, +)
      + (0..<max(0, columns - 1)).reduce(0) { $0 + grid.gaps[$1 % grid.gaps.count] * em }
    if grid.left == ".", grid.right == "." { return inner }
    let height = total * 0.98
    var box = MathBox()
    box.append(delimiter(grid.left, height: height, outer))
    if grid.left != "." { box.width += 0.1 * em }
    box.append(inner)
    if grid.right != "." {
      box.width += 0.1 * em
      box.append(delimiter(grid.right, height: height, outer))
    }
    return box
  }
}
