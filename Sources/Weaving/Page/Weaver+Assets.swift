public import Foundation

extension Weaver {
  /// Where Debian's `libjs-katex` puts KaTeX.
  public static let katexFolder = URL(fileURLWithPath: "/usr/share/javascript/katex")

  /// Writes what pages need beside them into the folder `assets`: styles, script, KaTeX.
  ///
  /// Files that are there already with the same content are not touched.
  /// - Parameters:
  ///   - output: The folder the pages are in.
  ///   - katex: The folder of KaTeX.
  /// - Returns: Whether KaTeX was found; without it pages show formulas as TeX.
  @discardableResult
  public func installAssets(into output: URL, katex: URL = Weaver.katexFolder) throws -> Bool {
    let assets = output.appendingPathComponent("assets")
    try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
    try Self.write(theme.styles, to: assets.appendingPathComponent("weft.css"))
    try Self.write(theme.script, to: assets.appendingPathComponent("weft.js"))
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

  static let katexScript = "katex.min.js"
  static let katexStyles = "katex.min.css"

  /// Writes a text, unless the file has it already.
  static func write(_ text: String, to url: URL) throws {
    let data = Data(text.utf8)
    if let old = try? Data(contentsOf: url), old == data { return }
    try data.write(to: url, options: .atomic)
  }

  /// Copies a file, unless one of the same size is there.
  private static func copy(_ source: URL, to target: URL) throws {
    let size = try source.resourceValues(forKeys: [.fileSizeKey]).fileSize
    if let there = try? target.resourceValues(forKeys: [.fileSizeKey]).fileSize, there == size {
      return
    }
    try Data(contentsOf: source).write(to: target, options: .atomic)
  }
}
