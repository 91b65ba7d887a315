/// A table as a cell showed it: a data frame, or rows the author put together.
public struct TableOutput: Codable, Equatable, Sendable {
  /// A column: its name, and how its cells are aligned and compared.
  public struct Column: Codable, Equatable, Sendable {
    /// What a column holds.
    public enum Kind: String, Codable, Sendable { case number, text, bool }

    /// The heading.
    public var name: String
    /// What the column holds; numbers are aligned to the right and compared with a tolerance.
    public var kind: Kind

    /// Creates a column.
    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// The row labels, or nil where rows have none.
  public var index: [String]?
  /// The cells as shown, row by row. A missing value is nil.
  public var rows: [[String?]]
  /// How many rows the whole table has, when `rows` shows only its head and tail.
  public var totalRows: Int?
  /// The position in `rows` after which rows were left out.
  public var gapAfter: Int?
  /// A caption that belongs to the table itself.
  public var caption: String?

  /// Creates the record of a table.
  public init(
    columns: [Column], index: [String]? = nil, rows: [[String?]], totalRows: Int? = nil,
    gapAfter: Int? = nil, caption: String? = nil
  ) {
    self.columns = columns
    self.index = index
    self.rows = rows
    self.totalRows = totalRows
    self.gapAfter = gapAfter
    self.caption = caption
  }
}
