/// What one cell of a chapter produced.
public struct CellRecord: Codable, Equatable, Sendable {
  /// How a cell ended.
  public enum Status: String, Codable, Sendable {
    /// It ran to its end, or failed as its author said it would.
    case passed
    /// It failed.
    case failed
    /// It was not run: an earlier cell took away what it needs, or the host died.
    case notRun
    /// It is only shown (`eval: false`).
    case shown
  }

  /// The cell's name in its chapter: its label, or `cell-` and its number.
  public var id: String
  /// A digest of its code, by which a cell without a label is known again after others moved it.
  public var code: String?
  /// How it ended.
  public var status: Status
  /// What it produced, in order.
  public var outputs: [Output]

  /// Creates the record of a cell.
  public init(id: String, code: String? = nil, status: Status, outputs: [Output]) {
    self.id = id
    self.code = code
    self.status = status
    self.outputs = outputs
  }

  /// The failure among the outputs, if there is one.
  public var failure: Failure? {
    for case .failure(let failure) in outputs { return failure }
    return nil
  }
}
