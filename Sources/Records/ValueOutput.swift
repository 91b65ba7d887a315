/// The value of an expression, shown as text and, where its type offers it, as HTML.
public struct ValueOutput: Codable, Equatable, Sendable {
  /// The value as plain text.
  public var text: String
  /// The value as an HTML fragment made by the engine, or nil.
  ///
  /// The weaver sanitises it; text is what is compared.
  public var html: String?

  /// Creates the record of a value.
  public init(text: String, html: String? = nil) {
    self.text = text
    self.html = html
  }
}
