/// Text that a cell wrote to one of its standard streams.
public struct TextOutput: Codable, Equatable, Sendable {
  /// A standard stream of a process.
  public enum Stream: String, Codable, Sendable { case stdout, stderr }

  /// The stream that was written to.
  public var stream: Stream
  /// What was written. Bytes that are no UTF-8 appear as U+FFFD.
  public var text: String
  /// How many bytes were left out of the middle of `text` because the cell wrote too much.
  public var omittedBytes: Int?

  /// Creates the record of a piece of text.
  public init(stream: Stream, text: String, omittedBytes: Int? = nil) {
    self.stream = stream
    self.text = text
    self.omittedBytes = omittedBytes
  }
}
