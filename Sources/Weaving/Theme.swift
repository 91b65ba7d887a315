public import Foundation
internal import Mustache

/// How pages look: templates, style sheet and script, each of which a book can replace.
public struct Theme: Sendable {
  /// The names of the files of a theme.
  public static let files = [
    "page.mustache", "index.mustache", "solutions.mustache", "weft.css", "weft.js",
  ]

  /// Why a theme could not be used.
  public struct Problem: Error, CustomStringConvertible {
    /// What is wrong.
    public let description: String
  }

  let templates: MustacheLibrary
  let styles: String
  let script: String

  /// Loads our theme, with the files that a folder has in place of ours.
  ///
  /// - Parameter folder: The folder with files named as in ``files``; `custom.css` in it is added to
  ///   our styles instead of replacing them.
  /// - Throws: ``Problem`` when a file is missing or a template is not one.
  public init(overriddenBy folder: URL? = nil) throws {
    func read(_ name: String) throws -> String {
      if let own = folder?.appendingPathComponent(name),
        let text = try? String(contentsOf: own, encoding: .utf8)
      {
        return text
      }
      let url = Bundle.module.bundleURL.appendingPathComponent("Theme/\(name)")
      do {
        return try String(contentsOf: url, encoding: .utf8)
      } catch {
        throw Problem(description: "the theme has no \(name)")
      }
    }
    var templates: [String: MustacheTemplate] = [:]
    for name in Self.files where name.hasSuffix(".mustache") {
      do {
        templates[String(name.dropLast(9))] = try MustacheTemplate(string: try read(name))
      } catch let problem as Problem {
        throw problem
      } catch {
        throw Problem(description: "\(name): \(error)")
      }
    }
    self.templates = MustacheLibrary(templates: templates)
    var styles = try read("weft.css")
    if let folder,
      let custom = try? String(
        contentsOf: folder.appendingPathComponent("custom.css"), encoding: .utf8)
    {
      styles += "\n" + custom
    }
    self.styles = styles
    script = try read("weft.js")
  }

  /// Fills in a template.
  func render(_ template: String, _ context: [String: Any]) throws -> String {
    guard let text = templates.render(context, withTemplate: template) else {
      throw Problem(description: "the theme has no template '\(template)'")
    }
    return text
  }
}
