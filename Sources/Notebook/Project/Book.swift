/// The chapters of a project together: what references between them need.
public struct Book: Sendable {
  /// The project.
  public let project: Project
  /// Its chapters in reading order.
  public let chapters: [Chapter]
  /// Where each label is.
  private let targets: [String: Target]
  private let ids: Set<String>

  /// A label and the chapter it is in.
  public struct Target: Sendable {
    /// The id of the chapter.
    public var chapter: String
    /// The label.
    public var label: Label
  }

  /// Puts chapters together; they are sorted by their numbers, those without one last.
  public init(project: Project, chapters: [Chapter]) {
    self.project = project
    self.chapters = chapters.sorted { Self.order($0) < Self.order($1) }
    var targets: [String: Target] = [:]
    for chapter in self.chapters {
      for label in chapter.labels where targets[label.name] == nil {
        targets[label.name] = Target(chapter: chapter.id, label: label)
      }
    }
    self.targets = targets
    ids = Set(chapters.map(\.id))
  }

  /// Whether there is a chapter of an id.
  public func contains(_ id: String) -> Bool { ids.contains(id) }

  /// Where a label leads from a chapter: to that chapter's own label of the name, if it has one.
  public func target(_ name: String, from chapter: Chapter) -> Target? {
    if let own = chapter.labels.first(where: { $0.name == name }) {
      return Target(chapter: chapter.id, label: own)
    }
    return targets[name]
  }

  /// The chapters before and after one.
  public func neighbours(of id: String) -> (previous: Chapter?, next: Chapter?) {
    guard let index = chapters.firstIndex(where: { $0.id == id }) else { return (nil, nil) }
    return (
      index > 0 ? chapters[index - 1] : nil,
      index + 1 < chapters.count ? chapters[index + 1] : nil
    )
  }

  /// What is wrong between the chapters: references that lead nowhere, labels that two chapters use,
  /// files that do not exist.
  ///
  /// - Parameter fileExists: Whether there is a file at a path relative to a chapter's folder.
  public func check(fileExists: (_ path: String, _ chapter: Chapter) -> Bool) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for chapter in chapters {
      for label in chapter.labels where !label.isChapter {
        guard let first = targets[label.name], first.chapter != chapter.id,
          let other = chapters.first(where: { $0.id == first.chapter })
        else { continue }
        let place = "\(other.path):\(first.label.position.line):\(first.label.position.column)"
        diagnostics.append(
          chapter.diagnostic(
            "label '\(label.name)' is also used in another chapter", at: label.position,
            length: label.name.utf8.count, explanation: "first used at \(place)"))
      }
      for reference in chapter.references where target(reference.label, from: chapter) == nil {
        let names = Set(targets.keys).union(chapter.labels.map(\.name)).sorted()
        diagnostics.append(
          chapter.diagnostic(
            "there is no label '\(reference.label)'", at: reference.position,
            length: reference.label.utf8.count + 1,
            explanation: nearestName(to: reference.label, among: names)
              .map { "did you mean '@\($0)'?" }))
      }
      for file in chapter.files where !fileExists(file.path, chapter) {
        diagnostics.append(
          chapter.diagnostic(
            file.kind == .image ? "there is no image '\(file.path)'" : "there is no '\(file.path)'",
            at: file.position, length: file.path.utf8.count))
      }
    }
    return diagnostics
  }

  private static func order(_ chapter: Chapter) -> String {
    let numbers = chapter.number?.split(separator: ".") ?? []
    let padded = numbers.map { String(repeating: "0", count: max(0, 6 - $0.count)) + $0 }
    return (numbers.isEmpty ? "~" : padded.joined(separator: ".")) + "/" + chapter.id
  }
}

extension Chapter {
  /// An error at a place of this chapter.
  public func diagnostic(
    _ summary: String, at position: SourcePosition, length: Int = 1, explanation: String? = nil
  ) -> Diagnostic {
    let line = lines.indices.contains(position.line - 1) ? lines[position.line - 1] : ""
    return Diagnostic(
      .error, summary, explanation: explanation, path: path, position: position, length: length,
      sourceLine: line)
  }
}
