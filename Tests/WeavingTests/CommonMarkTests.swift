import Foundation
import Notebook
import Testing
import Weaving

@Suite struct CommonMarkTests {
  struct Example: Decodable {
    var example: Int
    var section: String
    var markdown: String
    var html: String
  }

  /// The examples that come out differently because of our extensions, with the reason.
  static let differences: [Int: String] = [:]

  @Test func `the 652 examples come out as cmark renders them`() throws {
    let url = Sample.fixtures.appendingPathComponent("commonmark/spec-0.30.json")
    let examples = try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
    #expect(examples.count == 652)
    let theme = try Theme()
    var different: [Int] = []
    for example in examples {
      let text = Array(example.markdown.utf8)
      #expect(
        CommonMark.referenceHTML(text) == example.html, "cmark itself, example \(example.example)")
      let reference = CommonMark.referenceHTML(text, isSmart: true)
      let ours = Weaver.fragment(example.markdown, theme: theme)
      if ours == reference { continue }
      different.append(example.example)
      if Self.differences[example.example] == nil {
        Issue.record(
          "example \(example.example) (\(example.section)): \(example.markdown)\nwanted \(reference)\ngot \(ours)"
        )
      }
    }
    #expect(different == Self.differences.keys.sorted())
  }
}
