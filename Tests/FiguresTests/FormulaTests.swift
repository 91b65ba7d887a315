import Figures
import Records
import Testing

@Suite("Formulas")
struct FormulaTests {
  let size = 20.0

  func shape(_ text: String) -> TextShape { FigureRenderer.textShape(text, size: size) }

  @Test("text without markup is set by Pango as a whole")
  func plain() {
    let text = shape("loss")
    #expect(text.outlines.count == 4)
    #expect(abs(shape(#"\text{loss}"#).width - text.width) < 0.01)
    #expect(abs(shape("$\\mathrm{l}$").baseline - text.baseline) < 0.01)
    #expect(shape(#"\alpha"#).outlines == shape("α").outlines)
  }

  @Test("a fraction's bar lies between its parts, which are centred")
  func fraction() throws {
    for text in [#"$\frac{a}{bcd}$"#, #"$$\frac{a}{bcd}$$"#, #"\frac{a}{bcd}"#] {
      let parts = shape(text).outlines
      #expect(parts.count == 5)
      let (above, bar) = (parts[0], parts[4])
      #expect(above.maxY < bar.y)
      for below in parts[1...3] { #expect(below.y > bar.maxY) }
      #expect(abs(above.midX - bar.midX) < 1)
      #expect(bar.width >= parts[3].maxX - parts[1].x)
    }
    // In a line the parts are small, on a line of their own they are not.
    #expect(shape(#"$\frac{x}{y}$"#).outlines[0].height < shape("$x$").outlines[0].height * 0.8)
    #expect(
      abs(shape(#"$$\frac{x}{y}$$"#).outlines[0].height - shape("$x$").outlines[0].height) < 0.01)
  }

  @Test("a root covers what is under it")
  func root() {
    for inner in ["x", "x^2", #"\frac{a}{b}"#, #"\begin{matrix}a\\b\\c\end{matrix}"#] {
      let parts = shape("$\\sqrt{\(inner)}$").outlines
      // The sign is set first.
      for part in parts.dropFirst() {
        #expect(part.y > parts[0].y && part.maxY <= parts[0].maxY + 0.06 * size, "\(inner)")
        #expect(part.maxX <= parts[0].maxX)
      }
    }
    let cube = shape(#"$\sqrt[3]{x}$"#).outlines
    #expect(cube.count == 3 && cube[2].midX < cube[1].x && cube[2].maxY < cube[1].maxY)
  }

  @Test("scripts of scripts are smaller and further away")
  func scripts() {
    let up = shape("$x^{x^x}$").outlines
    #expect(up[0].height > up[1].height && up[1].height > up[2].height)
    #expect(up[0].midY > up[1].midY && up[1].midY > up[2].midY)
    let down = shape("$x_{x_x}$").outlines
    #expect(down[0].midY < down[1].midY && down[1].midY < down[2].midY)
    let both = shape("$x_a^b$").outlines
    #expect(abs(both[1].x - both[2].x) < 0.2 * size && !both[1].overlaps(both[2]))
    // Running text has them as well.
    let words = shape("x^2").outlines
    #expect(words[1].maxY < words[0].maxY - 2 && words[1].height < shape("2").outlines[0].height)
  }

  @Test("sums have limits above and below, integrals beside them")
  func limits() {
    let sum = shape(#"$\sum_{i}^{n}$"#).outlines
    let parts = sum.sorted { $0.y < $1.y }
    let ink = shape(#"$\sum_{i}^{n}$"#).ink
    #expect(parts.allSatisfy { abs($0.midX - ink.midX) < 0.15 * size })
    for limit in sum[1...] { #expect(!limit.overlaps(sum[0])) }
    let integral = shape(#"$\int_a^b$"#).outlines
    #expect(integral[1].x > integral[0].midX && integral[2].x > integral[0].midX)
    let beside = shape(#"$\sum\nolimits_{i}^{n}$"#).outlines
    #expect(beside[1].x > beside[0].midX)
  }

  @Test("delimiters grow with what they enclose")
  func delimiters() {
    for (left, right) in [
      ("(", ")"), ("[", "]"), ("\\{", "\\}"), ("|", "|"), ("\\langle", "\\rangle"),
    ] {
      var last = 0.0
      for rows in 1...5 {
        let inner = Array(repeating: "x", count: rows).joined(separator: #"\\"#)
        let parts = shape("$\\left\(left)\\begin{matrix}\(inner)\\end{matrix}\\right\(right)$")
          .outlines
        let (first, final) = (parts[0], parts[parts.count - 1])
        let inside = parts[1..<(parts.count - 1)]
        let top = inside.map(\.y).min() ?? 0
        let bottom = inside.map(\.maxY).max() ?? 0
        #expect(first.height >= 0.85 * (bottom - top) && first.height > last)
        #expect(abs(first.height - final.height) < 0.01)
        #expect(inside.allSatisfy { $0.x >= first.maxX && $0.maxX <= final.x }, "\(left) \(rows)")
        last = first.height
      }
    }
  }

  @Test("the cells of a matrix stand in rows and columns")
  func matrix() {
    let parts = shape(#"$\begin{bmatrix} a & b \\ c & d \end{bmatrix}$"#).outlines
    #expect(parts.count == 6)
    #expect(abs(parts[1].midX - parts[3].midX) < 1 && abs(parts[2].midX - parts[4].midX) < 1)
    #expect(abs(parts[1].maxY - parts[2].maxY) < 1 && parts[3].y > parts[1].maxY)
    let cases = shape(#"$\begin{cases} x & a \\ xxx & a \end{cases}$"#).outlines
    #expect(abs(cases[1].x - cases[3].x) < 0.01 && abs(cases[2].x - cases[6].x) < 0.01)
  }

  @Test("accents lie above their letters")
  func accents() {
    for accent in ["hat", "bar", "tilde", "vec", "dot", "ddot", "check", "breve", "mathring"] {
      for letter in ["x", "y", "A", "f"] {
        let parts = shape("$\\\(accent){\(letter)}$").outlines
        #expect(parts.count == 2 && parts[1].maxY < parts[0].y, "\(accent) \(letter)")
        #expect(abs(parts[1].midX - parts[0].midX) < 0.2 * size, "\(accent) \(letter)")
      }
    }
    let wide = shape(#"$\overline{abc}$"#).outlines
    #expect(wide[3].x <= wide[0].x + 1 && wide[3].maxX >= wide[2].maxX - 1)
  }

  @Test("relations and sums have space around them, signs do not")
  func spaces() {
    #expect(shape("$a=b$").width > shape(#"$a{=}b$"#).width + 0.4 * size)
    #expect(shape("$a-b$").width > shape(#"$a{-}b$"#).width + 0.3 * size)
    #expect(abs(shape("$-b$").width - shape(#"${-}b$"#).width) < 0.01)
    #expect(shape(#"$a\quad b$"#).width > shape("$ab$").width + 0.99 * size)
    #expect(shape(#"$a\!b$"#).width < shape("$ab$").width)
    // In scripts there is no room for them.
    #expect(abs(shape("$x^{a=b}$").width - shape("$x^{a{=}b}$").width) < 0.01)
  }

  @Test("what is inked lies within the box of its text")
  func boxes() {
    let texts = [
      #"$\frac{\frac{a}{b}}{\sqrt{\frac{c}{d}}}$"#, #"$\sum_{i=1}^{n} \hat{y}_i^2$"#,
      #"$\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}$"#, #"$\sqrt[n]{x}^2$"#,
      #"$\begin{pmatrix} \frac{1}{2} & 0 \\ 0 & \vec{v} \end{pmatrix}$"#,
      #"$\underbrace{a + b}_{n}\overbrace{c}^{m}$"#, #"$f(x) = \begin{cases} 0 \\ 1 \end{cases}$"#,
      #"$\left\{\frac{\frac{a}{b}}{c} \middle| x\right\}$"#,
      #"$\mathcal{L}\mathbb{R}\mathfrak{g}$"#,
    ]
    for text in texts {
      let shape = shape(text)
      for outline in shape.outlines {
        #expect(outline.y >= -0.5 && outline.maxY <= shape.height + 0.5, "\(text)")
        #expect(outline.x >= -2 && outline.maxX <= shape.width + 3, "\(text)")
      }
      #expect(shape.height >= FigureRenderer.textShape("x", size: size).height - 0.01, "\(text)")
    }
  }

  @Test("a formula that cannot be set is refused, wherever it stands")
  func refused() {
    let bad = #"$\frac{1}$"#
    let figures = [
      FigureRecord(title: bad), FigureRecord(panels: [PanelRecord(title: bad)]),
      FigureRecord(panels: [PanelRecord(x: AxisRecord(label: bad))]),
      FigureRecord(panels: [PanelRecord(y: AxisRecord(ticks: [0], tickLabels: [bad]))]),
      FigureRecord(panels: [PanelRecord(marks: [.text(TextMark(text: bad, x: 0, y: 0))])]),
      FigureRecord(panels: [PanelRecord(marks: [.line(LineMark(name: bad, x: [0], y: [0]))])]),
    ]
    for figure in figures {
      #expect(
        throws: FigureError.formula(
          #"the formula $\frac{1}$ has nothing for \frac at character 10"#)
      ) { try FigureRenderer.svg(figure) }
    }
  }

  @Test("whatever can be read can be set")
  func random() {
    let parts = [
      "{", "}", "^", "_", "&", "\\\\", " ", "x", "12", "\\frac", "\\left(", "\\right)", "\\sqrt",
      "\\begin{cases}", "\\end{cases}", "\\text{", "'", "\\hat", "\\,", "\\displaystyle ",
      "\\limits", "\\sum", "{}", "\\overbrace", "\\left.", "\\right\\uparrow", "\\binom", "\\int",
      "\\begin{pmatrix}", "\\end{pmatrix}", "\\Bigl[", "\\widehat", "\\underset", "\\quad", "=",
      "-",
    ]
    var random = Generator(state: 3)
    var set = 0
    for _ in 0..<6000 {
      let text = (0..<(1 + random.below(9))).map { _ in parts[random.below(parts.count)] }.joined()
      for label in ["$\(text)$", text] where LabelText(label).problem == nil {
        let shape = shape(label)
        set += 1
        for number in [
          shape.width, shape.height, shape.baseline, shape.ink.width, shape.ink.height,
        ] {
          #expect(number.isFinite && number >= -2 * size && number < 4000, "\(label)")
        }
        for outline in shape.outlines {
          #expect(outline.x.isFinite && outline.y.isFinite && outline.width < 4000, "\(label)")
        }
      }
    }
    #expect(set > 6000)
  }
}
