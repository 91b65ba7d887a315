/// How a CSV file is read.
public struct CSVOptions: Sendable {
  /// What stands between two fields; an ASCII character.
  public var separator: Character
  /// The texts that mean a missing value.
  ///
  /// By default only `NA` and the empty field. `None`, `null` or `-` are values like any other:
  /// in the house prices `None` is a category of its own.
  public var missing: Set<String>
  /// The kinds of columns that are not to be inferred, by their names.
  ///
  /// Reading throws where a value does not fit. A column asked to be `int` must have no gaps.
  public var kinds: [String: Series.Kind]

  /// Creates options.
  public init(
    separator: Character = ",", missing: Set<String> = ["NA", ""],
    kinds: [String: Series.Kind] = [:]
  ) {
    self.separator = separator
    self.missing = missing
    self.kinds = kinds
  }
}
