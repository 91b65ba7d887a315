internal import Foundation
internal import Notebook

extension Weaver {
  /// Where styles and scripts are, or what they are in a page that stands alone.
  func assetContext(hasMath: Bool) throws -> [String: Any] {
    guard options.isStandalone else { return ["isLinked": true] }
    var html = ""
    if hasMath {
      html += "<style>\(Self.styleText(try katexStyles()))</style>\n"
      let script = try read(options.katexFolder.appendingPathComponent(Self.katexScript))
      html += "<script>\(Self.scriptText(String(decoding: script, as: UTF8.self)))</script>\n"
    }
    html += "<style>\(Self.styleText(theme.styles))</style>\n"
    html += "<script>\(Self.scriptText(theme.script))</script>\n"
    return ["inlined": html]
  }

  /// An image as an address that holds it, or nil if it can't be read.
  func embeddedImage(_ destination: String, _ chapter: Chapter) -> String? {
    let types = [
      "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
      "gif": "image/gif", "webp": "image/webp",
    ]
    let ending = destination.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = types[ending], let bytes = readImage(destination, chapter) else { return nil }
    return "data:\(type);base64,\(Data(bytes).base64EncodedString())"
  }

  /// KaTeX's styles with its fonts in them.
  private func katexStyles() throws -> String {
    let folder = options.katexFolder
    let data = try read(folder.appendingPathComponent(Self.katexStyles))
    var rest = Substring(String(decoding: data, as: UTF8.self))
    var styles = ""
    // Each font is named in three formats; the first is read by every browser of today.
    while let start = rest.range(of: "src:url(") {
      styles += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      let name = rest.prefix { $0 != ")" }
      let end = rest.firstIndex { $0 == ";" || $0 == "}" } ?? rest.endIndex
      let font = try read(folder.appendingPathComponent(String(name)))
      styles += "src:url(data:font/woff2;base64,\(font.base64EncodedString())) format(\"woff2\")"
      rest = rest[end...]
    }
    return styles + rest
  }

  private func read(_ url: URL) throws -> Data {
    do {
      return try Data(contentsOf: url)
    } catch {
      throw Theme.Problem(
        description: "\(url.path) is missing; a page that stands alone needs KaTeX (libjs-katex)")
    }
  }

  /// Script that can stand in a page: nothing in it ends its element.
  private static func scriptText(_ text: String) -> String {
    text.replacingOccurrences(of: "</script", with: "<\\/script", options: .caseInsensitive)
      .replacingOccurrences(of: "<!--", with: "<\\!--")
  }

  /// Styles that can stand in a page.
  private static func styleText(_ text: String) -> String {
    text.replacingOccurrences(of: "</style", with: "<\\/style", options: .caseInsensitive)
  }
}
