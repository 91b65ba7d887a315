/// A figure as pure data: what is drawn, not how it looks.
public struct FigureRecord: Codable, Equatable, Sendable {
  /// The title above the whole figure.
  public var title: String?

  /// Creates an empty figure.
  public init(title: String? = nil) { self.title = title }
}
