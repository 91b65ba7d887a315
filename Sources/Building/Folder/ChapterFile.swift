public import Foundation

/// A chapter's file, and the names it goes by.
public struct ChapterFile: Equatable, Sendable {
  /// The path below the chapters' folder, without its ending: `02-preliminaries/05-autograd`.
  public let name: String
  /// The path below the book's folder, as messages show it: `chapters/02-preliminaries/05-autograd.md`.
  public let path: String
  /// Where it is.
  public let url: URL
}
