internal import Notebook

extension Weaver {
  /// The address of a chapter's page, as seen from another one's.
  func address(of target: String, from source: String) -> String {
    let to = target.split(separator: "/")
    let from = source.split(separator: "/")
    var common = 0
    while common < min(to.count, from.count) - 1, to[common] == from[common] { common += 1 }
    let up = String(repeating: "../", count: from.count - 1 - common)
    return up + to[common...].joined(separator: "/") + ".html"
  }

  /// Where the root of the book is, as seen from a chapter's page: `../` for each folder.
  func root(from id: String) -> String {
    String(repeating: "../", count: id.split(separator: "/").count - 1)
  }

  /// The address that a link's destination means on a page: a chapter's Markdown becomes its page.
  ///
  /// Links that outputs bring along lead to web pages and places of the page, never to script.
  func link(_ destination: String, isTrusted: Bool) -> String {
    if !isTrusted {
      let lower = destination.lowercased()
      let isSafe = ["http://", "https://", "mailto:", "#"].contains { lower.hasPrefix($0) }
      return isSafe ? destination : "#"
    }
    let path = destination.prefix { $0 != "#" }
    guard path.hasSuffix(".md"), !path.contains("://") else { return destination }
    return path.dropLast(3) + ".html" + destination[path.endIndex...]
  }
}
