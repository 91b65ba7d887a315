/// What a label names, by its prefix.
public enum LabelKind: String, CaseIterable, Sendable {
  /// `fig-`: a figure.
  case figure = "fig"
  /// `sec-`: a section or chapter.
  case section = "sec"
  /// `eq-`: a formula.
  case equation = "eq"
  /// `tbl-`: a table.
  case table = "tbl"
  /// `ex-`: an exercise.
  case exercise = "ex"
  /// `lst-`: a listing.
  case listing = "lst"

  /// The kind of a label such as `fig-sine`, or nil if it names nothing of ours.
  public init?(label: String) {
    guard let dash = label.firstIndex(of: "-"), label.index(after: dash) < label.endIndex,
      let kind = Self(rawValue: String(label[..<dash]))
    else { return nil }
    self = kind
  }

  /// The word before the number.
  public var word: String {
    switch self {
    case .figure: "Figure"
    case .section: "Section"
    case .equation: "Equation"
    case .table: "Table"
    case .exercise: "Exercise"
    case .listing: "Listing"
    }
  }
}

/// A place that references can lead to.
public struct Label: Equatable, Sendable {
  /// Its name: `fig-sine`.
  public var name: String
  /// What it names.
  public var kind: LabelKind
  /// Its number: `2.5.1`; nil for sections without one.
  public var number: String?
  /// The text of its heading or caption, for sections without a number.
  public var title: String
  /// The name by which links reach it in its page.
  public var anchor: String
  /// Where it is.
  public var position: SourcePosition
  /// Whether it names the chapter as a whole.
  public var isChapter = false

  /// What a reference to it says: `Figure 2.5.1`.
  public var text: String {
    guard let number else { return title.isEmpty ? name : title }
    return kind == .equation ? "Equation (\(number))" : "\(kind.word) \(number)"
  }
}

/// A cross-reference in a chapter's text.
public struct Reference: Equatable, Sendable {
  /// The label it leads to.
  public var label: String
  /// Where it is.
  public var position: SourcePosition
}
