public import Foundation
public import Notebook

extension Weaver {
  /// Where Debian's `libjs-katex` puts KaTeX.
  public static let katexFolder = URL(fileURLWithPath: "/usr/share/javascript/katex")

  /// Writes what pages need beside them into the folder `assets`: styles, script, search, KaTeX.
  ///
  /// Files that are there already with the same content are not touched.
  /// - Parameters:
  ///   - output: The folder the pages are in.
  /// - Returns: Whether KaTeX was found; without it pages show formulas as TeX.
  @discardableResult
  public func installAssets(into output: URL) throws -> Bool {
    let katex = options.katexFolder
    let assets = output.appendingPathComponent("assets")
    try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
    try Self.write(theme.styles, to: assets.appendingPathComponent("weft.css"))
    try Self.write(theme.script, to: assets.appendingPathComponent("weft.js"))
    try Self.write(searchIndex(), to: assets.appendingPathComponent("search-index.js"))
    guard
      FileManager.default.fileExists(atPath: katex.appendingPathComponent(Self.katexScript).path)
    else { return false }
    let fonts = assets.appendingPathComponent("katex/fonts")
    try FileManager.default.createDirectory(at: fonts, withIntermediateDirectories: true)
    var files = [Self.katexScript, Self.katexStyles]
    let names = try FileManager.default.contentsOfDirectory(
      atPath: katex.appendingPathComponent("fonts").path)
    // Every browser that can show the page reads woff2, the first format the styles name.
    files += names.sorted().filter { $0.hasSuffix(".woff2") }.map { "fonts/\($0)" }
    for name in files {
      try Self.copy(
        katex.appendingPathComponent(name).resolvingSymlinksInPath(),
        to: assets.appendingPathComponent("katex/\(name)"))
    }
    return true
  }

  /// Copies the images that a chapter shows from its folder to that of its page.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - chapters: The folder of all chapters.
  ///   - output: The folder of all pages. Nothing is written outside it.
  public func installImages(of chapter: Chapter, from chapters: URL, into output: URL) throws {
    let folder = chapter.id.split(separator: "/").dropLast().joined(separator: "/")
    for file in chapter.files where file.kind == .image {
      let source = chapters.appendingPathComponent("\(folder)/\(file.path)").standardizedFileURL
      let target = output.appendingPathComponent("\(folder)/\(file.path)").standardizedFileURL
      guard target.path.hasPrefix(output.standardizedFileURL.path + "/"),
        FileManager.default.fileExists(atPath: source.path)
      else { continue }
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Self.copy(source, to: target)
    }
  }

  static let katexScript = "katex.min.js"
  static let katexStyles = "katex.min.css"

  /// Writes a text, unless the file has it already.
  static func write(_ text: String, to url: URL) throws {
    let data = Data(text.utf8)
    if let old = try? Data(contentsOf: url), old == data { return }
    try data.write(to: url, options: .atomic)
  }

  /// Copies a file, unless one of the same size that is not older is there.
  private static func copy(_ source: URL, to target: URL) throws {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let from = try source.resourceValues(forKeys: keys)
    if let to = try? target.resourceValues(forKeys: keys), to.fileSize == from.fileSize,
      let old = to.contentModificationDate, let new = from.contentModificationDate, old >= new
    {
      return
    }
    try Data(contentsOf: source).write(to: target, options: .atomic)
  }
}
