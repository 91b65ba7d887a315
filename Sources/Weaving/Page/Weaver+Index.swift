internal import Foundation
internal import Notebook

/// How a chapter fared, for the index.
public struct ChapterState: Equatable, Sendable {
  /// How many of its cells failed.
  public var failures: Int
  /// Whether it has been run at all.
  public var hasRun: Bool
  /// How many seconds its cells took when they last ran; nil where nobody measured.
  public var seconds: Double?

  /// Creates a state.
  public init(failures: Int, hasRun: Bool = true, seconds: Double? = nil) {
    self.failures = failures
    self.hasRun = hasRun
    self.seconds = seconds
  }
}

extension Weaver {
  /// The page `index.html`: parts and chapters with their states.
  ///
  /// - Parameter states: How each chapter fared, by id. Chapters without a state are listed alone.
  public func index(states: [String: ChapterState] = [:]) throws -> String {
    var parts: [(folder: String, chapters: [[String: Any]])] = []
    for chapter in book.chapters {
      let folders = chapter.id.split(separator: "/").map(String.init)
      let folder = folders.count > 1 ? folders[0] : ""
      if parts.last?.folder != folder { parts.append((folder, [])) }
      parts[parts.count - 1].chapters.append(entry(chapter, states[chapter.id]))
    }
    var context: [String: Any] = [
      "lang": book.project.language, "book": book.project.title, "root": "",
      "hasMath": book.chapters.contains { $0.title.contains(where: Self.isMath) },
      "hasExercises": options.solutions != .hide && !book.chapters.allSatisfy(\.exercises.isEmpty),
      "parts": parts.map { part in
        var entry: [String: Any] = ["chapters": part.chapters]
        let title = partTitle(part.folder)
        if !title.isEmpty { entry["title"] = title }
        return entry
      },
    ]
    let failures = states.values.reduce(0) { $0 + $1.failures }
    if failures > 0 {
      context["failures"] = "\(failures) \(failures == 1 ? "cell" : "cells") failed"
    }
    let assets = try assetContext(hasMath: context["hasMath"] as? Bool == true)
    return try theme.render("index", context.merging(assets) { own, _ in own })
  }

  static func isMath(_ inline: Inline) -> Bool {
    if case .math = inline { true } else { false }
  }

  /// The title of a part: as the project file says, or made from the folder's name.
  func partTitle(_ folder: String) -> String {
    if let title = book.project.parts[folder] { return title }
    let words = folder.drop { $0.isNumber || $0 == "-" }.split(separator: "-").joined(
      separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func entry(_ chapter: Chapter, _ state: ChapterState?) -> [String: Any] {
    var entry: [String: Any] = [
      "address": chapter.id + ".html", "title": titleHTML(chapter),
      "number": chapter.number ?? "",
    ]
    if let summary = chapter.summary { entry["summary"] = summary }
    if !chapter.exercises.isEmpty {
      let count = chapter.exercises.count
      entry["exercises"] = "\(count) \(count == 1 ? "exercise" : "exercises")"
    }
    if let state {
      if !state.hasRun {
        entry["state"] = "not run"
      } else if state.failures > 0 {
        entry["failed"] = "\(state.failures) failed"
      }
      if let seconds = state.seconds { entry["time"] = Self.duration(seconds) }
    }
    return entry
  }

  /// A time as people say it: `0.4 s`, `12 s`, `3 min`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 9.95 {
      let tenths = String(format: "%.1f", seconds)
      let isWhole = tenths.hasSuffix(".0") && seconds >= 0.95
      return (isWhole ? String(tenths.dropLast(2)) : tenths) + " s"
    }
    if seconds < 90 { return "\(Int(seconds.rounded())) s" }
    return "\(Int((seconds / 60).rounded())) min"
  }
}
