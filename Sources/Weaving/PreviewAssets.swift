internal import Foundation

/// What `weft preview` adds to the pages that it serves. Pages that are written do not have it.
public struct PreviewAssets: Sendable {
  /// The script that keeps a page up to date.
  public let script: String
  /// How a page shows that a cell runs.
  public let styles: String

  /// Reads both.
  ///
  /// - Throws: when this program is not installed whole.
  public init() throws {
    let folder = Bundle.module.bundleURL.appendingPathComponent("Theme")
    func read(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    script = try read("preview-page.js") + read("preview.js")
    styles = try read("preview.css")
  }
}
