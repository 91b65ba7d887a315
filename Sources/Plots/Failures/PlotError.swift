/// A mistake in what a plot was given.
public enum PlotError: Error, Equatable, CustomStringConvertible {
  /// There is nothing to draw.
  case empty(String)
  /// Columns that belong together differ in length.
  case lengths(String, [Int])
  /// A logarithmic axis has no value above zero.
  case notPositive(axis: String)
  /// A format such as `m--` is not known.
  case unknownFormat(String)
  /// A colour's name is not known.
  case unknownColor(String)
  /// A hatch has a character that stands for no pattern.
  case unknownHatch(String)
  /// A mark of this kind has no form in polar coordinates.
  case notPolar(String)
  /// A number of rows, columns, bins or the like makes no sense.
  case impossible(String)
  /// There are fewer titles or names than there are things to name, or more.
  case names(expected: Int, found: Int)
  /// A formula in a text cannot be set: what is wrong, and the rule.
  case formula(String, rule: String)

  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .empty(let what): "\(what) holds no numbers"
    case .lengths(let what, let lengths):
      "\(what) have the lengths " + lengths.map(String.init).joined(separator: ", ")
    case .notPositive(let axis): "the logarithmic \(axis) axis gets no value above zero"
    case .unknownFormat(let format): "'\(format)' is no format"
    case .unknownColor(let name): "'\(name)' is no colour"
    case .unknownHatch(let hatch): "'\(hatch)' is no hatch"
    case .notPolar(let kind): "a mark of the kind '\(kind)' has no polar form"
    case .impossible(let what): what
    case .formula(let problem, _): problem
    case .names(let expected, let found): "\(found) names are given for \(expected) series"
    }
  }

  /// The rule that was broken.
  public var rule: String {
    switch self {
    case .empty: "a plot needs at least one point"
    case .lengths: "columns that belong together are equally long"
    case .notPositive:
      "a logarithmic axis shows positive values; others become gaps as long as one is positive"
    case .unknownFormat:
      "a format is a colour (b g r c m y k), a marker (o s D ^ v * + x .) and a line "
        + "(- -- -. :), each at most once"
    case .unknownColor:
      "colours are CSS names, #rrggbb, Matplotlib's letters, or C0 to C7 for those of the series"
    case .unknownHatch:
      "a hatch is made of / \\ | - x + . o O *, and repeating one makes its strokes denser"
    case .notPolar:
      "polar axes take lines, points, bars, histograms, stems, bands, error bars, rules, spans, "
        + "text, arrows and shapes"
    case .impossible: "sizes and counts are positive"
    case .names: "a legend names every series"
    case .formula(_, let rule): rule
    }
  }
}
