/// A block of a chapter: a paragraph, a heading, a cell and so on.
public struct Block: Equatable, Sendable {
  /// What a block is.
  public indirect enum Kind: Equatable, Sendable {
    /// A paragraph.
    case paragraph([Inline])
    /// A heading.
    case heading(Heading)
    /// A block quote.
    case quote([Block])
    /// A note, tip, warning and so on.
    case callout(Callout)
    /// A list.
    case list(List)
    /// Code that is only shown; `info` is what stands after the fence.
    case code(info: String, text: String)
    /// A cell, by its index in ``Chapter/cells``.
    case cell(Int)
    /// Swift that is only shown, by its index in ``Chapter/listings``.
    case listing(Int)
    /// Raw HTML the author wrote.
    case html(String)
    /// A thematic break.
    case rule
    /// A table.
    case table(Table)
    /// A formula on its own, in TeX.
    case math(String, label: Label?)
    /// An image on its own, with a caption.
    case figure(Figure)
  }

  /// What it is.
  public var kind: Kind
  /// The line of the file at which it starts.
  public var line: Int

  /// Creates a block.
  public init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }
}

/// A heading.
public struct Heading: Equatable, Sendable {
  /// Its level, from 1 to 6.
  public var level: Int
  /// Its text.
  public var text: [Inline]
  /// The name by which links reach it, unique in its chapter.
  public var anchor: String
  /// Its number, as `2.5.1`; nil for headings without one.
  public var number: String?
  /// What it means for the exercises.
  public var role: Role

  /// What a heading means beyond its text.
  public enum Role: Equatable, Sendable {
    /// Nothing more.
    case section
    /// Exercises follow.
    case exercises
    /// An exercise, by its index in ``Chapter/exercises``.
    case exercise(Int)
    /// The solution of an exercise.
    case solution(Int)
  }
}

/// A note that stands out: `> [!NOTE]`.
public struct Callout: Equatable, Sendable {
  /// The kinds GitHub knows.
  public enum Kind: String, CaseIterable, Sendable {
    /// Useful to know.
    case note
    /// Advice.
    case tip
    /// Needed to go on.
    case important
    /// A risk.
    case warning
    /// A danger.
    case caution
  }

  /// Its kind.
  public var kind: Kind
  /// Its title, where it has one of its own.
  public var title: [Inline]
  /// What is in it.
  public var blocks: [Block]
}

/// A list.
public struct List: Equatable, Sendable {
  /// The first number of an ordered list; nil for bullets.
  public var start: Int?
  /// Whether the items are set without space between them.
  public var isTight: Bool
  /// The items.
  public var items: [[Block]]
}

/// A pipe table.
public struct Table: Equatable, Sendable {
  /// How the cells of a column are set.
  public enum Alignment: Sendable { case natural, left, center, right }

  /// One for each column.
  public var alignments: [Alignment]
  /// The cells of the header.
  public var header: [[Inline]]
  /// The rows; each has as many cells as there are columns.
  public var rows: [[[Inline]]]
  /// Its caption.
  public var caption: [Inline]
  /// Its label, if it is numbered.
  public var label: Label?
}

/// An image that stands alone in its paragraph.
public struct Figure: Equatable, Sendable {
  /// Where the image is, as the author wrote it.
  public var destination: String
  /// Its alternative text.
  public var alternative: String
  /// Its caption.
  public var caption: [Inline]
  /// Its width, as CSS knows it.
  public var width: String?
  /// Its label, if it is numbered.
  public var label: Label?
}
