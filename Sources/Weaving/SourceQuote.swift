public import Notebook

/// Why a piece of source could not be quoted.
struct SourceQuoteProblem: Error {
  var message: String
}

extension Weaver {
  /// What is wrong with the pieces of our library that a chapter quotes.
  public func check(_ chapter: Chapter) -> [Diagnostic] {
    (chapter.listings + chapter.cells).compactMap { cell in
      guard let source = cell.options.source, case .failure(let problem) = quotedSource(source)
      else { return nil }
      return chapter.diagnostic(
        problem.message,
        at: SourcePosition(line: cell.fenceLines.lowerBound, column: cell.indent + 1),
        length: 3)
    }
  }

  /// The piece of our library that a `source` option names: a file, or one declaration of it.
  func quotedSource(_ source: String) -> Result<String, SourceQuoteProblem> {
    let parts = source.split(separator: "#", maxSplits: 1).map(String.init)
    guard let path = parts.first, !path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
      let text = readSource(path)
    else { return .failure(SourceQuoteProblem(message: "there is no source file '\(source)'")) }
    guard parts.count > 1 else { return .success(text) }
    guard let code = DeclarationFinder.declaration(named: parts[1], in: text) else {
      return .failure(
        SourceQuoteProblem(message: "'\(parts[0])' declares nothing named '\(parts[1])'"))
    }
    return .success(code)
  }
}
