/// A table of named columns, each of one kind: pandas' `DataFrame` for a notebook's needs.
///
/// A frame is a value: every operation returns a new one and leaves the old one alone.
///
/// ```swift
/// let houses = try readCSV("house_tiny.csv")
/// let inputs = houses.iloc[..., 0..<2]
/// let filled = inputs.fillNull(inputs.mean())
/// let X = filled.oneHot(dummyNA: true).toTensor()
/// ```
public struct DataFrame: Equatable, Sendable {
  /// The columns, left to right; all of one length, with the frame's row labels.
  public private(set) var columns: [Series]
  /// The rows' labels.
  public private(set) var index: RowIndex

  /// Creates a frame from columns.
  ///
  /// - Parameters:
  ///   - columns: The columns; stops when they differ in length or two have one name.
  ///   - index: The rows' labels; those of the first column when left out.
  public init(_ columns: [Series], index: RowIndex? = nil) {
    let labels = index ?? columns.first?.index ?? .positions(0..<0)
    var names: Set<String> = []
    for column in columns {
      guard column.count == labels.count else {
        stop("DataFrame", "'\(column.name)' has \(column.count) rows, not \(labels.count)")
      }
      guard names.insert(column.name).inserted else {
        stop("DataFrame", "two columns are called '\(column.name)'")
      }
    }
    self.columns = columns.map { column in
      var copy = column
      copy.index = labels
      return copy
    }
    self.index = labels
  }

  /// Rows and columns.
  public var shape: (rows: Int, columns: Int) { (index.count, columns.count) }

  /// How many rows there are.
  public var rowCount: Int { index.count }

  /// How many columns there are.
  public var columnCount: Int { columns.count }

  /// The columns' names, left to right.
  public var columnNames: [String] { columns.map(\.name) }

  /// What each column holds, with the columns' names as labels: `int`, `double`, `bool`, `string`.
  public var kinds: Series {
    Series(
      "kind", storage: .string(columns.map { Optional($0.kind.rawValue) }),
      index: .names(columnNames))
  }

  /// The names of the columns that hold numbers.
  public var numericColumns: [String] { columns.filter(\.isNumeric).map(\.name) }

  /// The names of the columns that hold text.
  public var textColumns: [String] { columns.filter { $0.kind == .string }.map(\.name) }

  /// The rows at `positions`, in that order, with their labels.
  public func selecting(_ positions: [Int]) -> DataFrame {
    DataFrame(columns.map { $0.selecting(positions) }, index: index.selecting(positions))
  }

  /// The first rows.
  public func head(_ rows: Int = 5) -> DataFrame {
    selecting(Array((0..<rowCount).prefix(rows)))
  }

  /// The last rows.
  public func tail(_ rows: Int = 5) -> DataFrame {
    selecting(Array((0..<rowCount).suffix(rows)))
  }

  /// The same rows labelled 0, 1, 2, ... again.
  public func resetIndex() -> DataFrame { DataFrame(columns, index: .positions(0..<rowCount)) }
}
