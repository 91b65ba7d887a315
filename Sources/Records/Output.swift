/// One thing a cell produced, in the order in which it produced it.
///
/// Outputs are data: HTML, SVG and terminal text are made from them, never stored in their place.
/// The `output` key names the case in JSON.
public enum Output: Equatable, Sendable {
  /// Text written to standard output or standard error.
  case text(TextOutput)
  /// The value of an expression, as text and optionally as HTML.
  case value(ValueOutput)
  /// A tensor: its type, shape and values or a summary of them.
  case tensor(TensorOutput)
  /// A table with named columns.
  case table(TableOutput)
  /// A figure, as the data that draws it.
  case figure(FigureRecord)
  /// Why the cell stopped.
  case failure(Failure)
}

extension Output: Codable {
  private enum Key: String, CodingKey { case output }
  private enum Kind: String, Codable { case text, value, tensor, table, figure, failure }

  /// Reads an output.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .output)
    switch kind {
    case .text: self = .text(try TextOutput(from: decoder))
    case .value: self = .value(try ValueOutput(from: decoder))
    case .tensor: self = .tensor(try TensorOutput(from: decoder))
    case .table: self = .table(try TableOutput(from: decoder))
    case .figure: self = .figure(try FigureRecord(from: decoder))
    case .failure: self = .failure(try Failure(from: decoder))
    }
  }

  /// Writes an output.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .text(let output):
      try container.encode(Kind.text, forKey: .output)
      try output.encode(to: encoder)
    case .value(let output):
      try container.encode(Kind.value, forKey: .output)
      try output.encode(to: encoder)
    case .tensor(let output):
      try container.encode(Kind.tensor, forKey: .output)
      try output.encode(to: encoder)
    case .table(let output):
      try container.encode(Kind.table, forKey: .output)
      try output.encode(to: encoder)
    case .figure(let output):
      try container.encode(Kind.figure, forKey: .output)
      try output.encode(to: encoder)
    case .failure(let output):
      try container.encode(Kind.failure, forKey: .output)
      try output.encode(to: encoder)
    }
  }
}
