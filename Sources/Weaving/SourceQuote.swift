internal import Notebook

/// Why a piece of source could not be quoted.
struct SourceQuoteProblem: Error {
  var message: String
}

extension Weaver {
  /// The piece of our library that a `source` option names: a file, or one declaration of it.
  func quotedSource(_ source: String) -> Result<String, SourceQuoteProblem> {
    let parts = source.split(separator: "#", maxSplits: 1).map(String.init)
    guard let path = parts.first, !path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
      let text = readSource(path)
    else { return .failure(SourceQuoteProblem(message: "There is no source file '\(source)'.")) }
    guard parts.count > 1 else { return .success(text) }
    guard let code = DeclarationFinder.declaration(named: parts[1], in: text) else {
      return .failure(
        SourceQuoteProblem(message: "'\(parts[0])' declares nothing named '\(parts[1])'."))
    }
    return .success(code)
  }
}
