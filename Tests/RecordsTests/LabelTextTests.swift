import Records
import Testing

@Suite("Texts of figures")
struct LabelTextTests {
  func plain(_ text: String) -> String { LabelText(text).plain }

  @Test("words without markup stay as they are")
  func words() {
    for text in ["", "loss", "train_loss", "from $5 to $10", "50 $", "a$b", "{x}", "C:\\data"] {
      #expect(plain(text) == text)
      #expect(LabelText(text).problem == nil)
    }
    #expect(plain("two\nlines") == "two lines")
    #expect(plain(#"\$5 and \$6, a\^b, x\_y"#) == "$5 and $6, a^b, x_y")
  }

  @Test("formulas are read aloud in one line")
  func spoken() {
    let pairs = [
      (#"$\frac{1}{2}$"#, "1/2"), (#"$\frac{a+b}{2c}$"#, "(a + b)/(2c)"),
      (#"$\sqrt{x}$ and $\sqrt[3]{x+1}$"#, "√x and ∛(x + 1)"),
      (#"$\hat{y}_i$"#, "y\u{302}_i"), (#"$e^{-x^2}$"#, "e^(−x^2)"),
      (#"$\sum_{i=1}^n x_i$"#, "∑_(i = 1)^n x_i"),
      (#"$\begin{bmatrix} a & b \\ c & d \end{bmatrix}$"#, "[a, b; c, d]"),
      (#"$\mathbb{R}^n \to \mathbb{R}$"#, "ℝ^n → ℝ"), (#"$\log p(x)$"#, "log p(x)"),
      (#"$x \mapsto -x$"#, "x ↦ −x"), (#"\alpha^2, w_1"#, "α^2, w_1"),
      (#"$\left(\frac{a}{b}\right)^2$"#, "(a/b)^2"), (#"$f''(0)$"#, "f′′(0)"),
      (#"$p(\text{rain today} \mid w)$"#, "p(rain today ∣ w)"),
    ]
    for (text, expected) in pairs {
      #expect(plain(text) == expected, "\(text)")
      #expect(LabelText(text).problem == nil, "\(text)")
    }
  }

  @Test("descriptions of figures read formulas aloud")
  func described() {
    let figure = FigureRecord(
      title: #"$\frac{1}{2}\sqrt{x}$"#,
      panels: [
        PanelRecord(
          x: AxisRecord(label: #"$\hat{\theta}_0$"#),
          secondY: AxisRecord(label: "right", scale: .log),
          marks: [.line(LineMark(name: #"$e^{-x}$"#, x: [0, 1], y: [0, 1], values: [2, 3]))])
      ])
    #expect(figure.accessibleTitle == "1/2 √x")
    let text = figure.accessibleDescription
    #expect(text.contains("Horizontal axis: θ\u{302}_0."))
    #expect(text.contains("Second vertical axis: right (log scale)."))
    #expect(text.contains("Line plot 'e^(−x)': 2 points"))
    #expect(text.contains("y from 0 to 1, colours from 2 to 3."))
    #expect(!text.contains("\\") && !text.contains("$"))
  }

  @Test("mistakes in formulas are named with their place")
  func problems() {
    func problem(_ text: String) -> FormulaProblem? { LabelText(text).problem }
    #expect(
      problem(#"$1 + \farc{1}{2}$"#)?.kind == .unknownCommand("farc", nearest: "frac"))
    #expect(problem(#"$1 + \farc{1}{2}$"#)?.position == 6)
    #expect(problem(#"$\qwertyuiop$"#)?.kind == .unknownCommand("qwertyuiop", nearest: nil))
    #expect(problem(#"$\frac{a}$"#)?.kind == .missingArgument(of: "frac"))
    #expect(problem(#"$x^$"#)?.kind == .missingArgument(of: "^"))
    #expect(problem(#"${x$"#)?.kind == .unclosed("{"))
    #expect(problem(#"$x}$"#)?.kind == .unopened("}"))
    #expect(problem(#"$\left(x$"#)?.kind == .unclosed("\\left"))
    #expect(problem(#"$x\right)$"#)?.kind == .unopened("\\right"))
    #expect(problem(#"$\left x\right)$"#)?.kind == .noDelimiter(after: "left"))
    #expect(problem(#"$x^1^2$"#)?.kind == .doubleScript)
    #expect(problem(#"$x_1_2$"#)?.position == 5)
    #expect(problem(#"$a & b$"#)?.kind == .misplacedColumn)
    #expect(problem(#"$\begin{matrx}\end{matrx}$"#)?.kind == .unknownEnvironment("matrx"))
    #expect(problem(#"$\begin{cases} a$"#)?.kind == .unclosed("\\begin{cases}"))
    #expect(problem("$\theta$")?.kind == .control)
    let deep = String(repeating: "{", count: 5000) + "x" + String(repeating: "}", count: 5000)
    #expect(problem("$\(deep)$")?.kind == .tooDeep)
    let text = #"loss $\lamda$ at $\gama$"#
    #expect(problem(text)?.formula == #"$\lamda$"#)
    #expect(
      problem(text)?.description
        == #"the formula $\lamda$ has the unknown command \lamda (is \lambda meant?) at character 2"#
    )
    // A formula that cannot be set stands as it is.
    #expect(plain(text) == text)
  }

  @Test("outside of formulas nothing is a mistake")
  func lenient() {
    let texts = [
      #"C:\new\folder"#, #"\frac{1}"#, "a^", "x_", "{", "}", #"\"#, #"x^{2"#, #"\left("#, "$", "$$",
      #"\begin{x}"#, "a & b", "$ x $", "100% \\end",
    ]
    for text in texts { #expect(LabelText(text).problem == nil, "\(text)") }
    #expect(plain(#"C:\new\folder"#) == #"C:\new\folder"#)
    #expect(plain(#"x^{2"#) == "x^2")
  }

  @Test("no text makes the parser stumble")
  func random() {
    let parts = [
      "\\", "{", "}", "$", "^", "_", "&", "\\\\", " ", "x", "12", "\\frac", "\\left(", "\\right)",
      "\\sqrt[", "]", "\\begin{cases}", "\\end{cases}", "\\text{", "'", "\n", "\\hat", "é", "\\,",
      "\\displaystyle", "\\limits", "\\sum", "~",
    ]
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<4000 {
      let text = (0..<(1 + next(14))).map { _ in parts[next(parts.count)] }.joined()
      let label = LabelText(next(2) == 0 ? text : "$\(text)$")
      if let problem = label.problem {
        #expect(problem.position >= 1 && problem.position <= problem.formula.count + 1, "\(text)")
        #expect(!problem.description.isEmpty && !problem.rule.isEmpty)
      }
      _ = label.plain
      // The words together are the text without the spaces at which it may break.
      #expect(
        label.words.flatMap { $0 }.joined().filter { !$0.isWhitespace }.count <= text.count + 2)
    }
  }

  @Test("lines break between words, never in formulas")
  func breaks() {
    let text = LabelText("mean loss $\\frac{a + b}{2 n}$ over\nall epochs")
    #expect(text.words == [["mean", "loss", "$\\frac{a + b}{2 n}$", "over"], ["all", "epochs"]])
  }
}
