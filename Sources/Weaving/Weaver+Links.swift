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

  /// The address that a link's destination means on a page: the Markdown of a chapter becomes its
  /// page.
  ///
  /// Links that outputs bring along lead to web pages and places of the page, never to script.
  func link(_ destination: String, from chapter: Chapter, isTrusted: Bool) -> String {
    if !isTrusted {
      let lower = destination.lowercased()
      let isSafe = ["http://", "https://", "mailto:", "#"].contains { lower.hasPrefix($0) }
      return isSafe ? destination : "#"
    }
    let path = destination.prefix { $0 != "#" }
    guard path.hasSuffix(".md"), book.contains(Self.resolved(path.dropLast(3), from: chapter.id))
    else { return destination }
    return path.dropLast(3) + ".html" + destination[path.endIndex...]
  }

  /// The id of the chapter that a relative path leads to from another one.
  private static func resolved(_ path: Substring, from id: String) -> String {
    var parts = id.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
