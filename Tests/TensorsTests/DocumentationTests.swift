import Foundation
import Tensors
import Testing

/// The page for those who come from elsewhere, against the registry.
@Suite struct DocumentationTests {
  private func rows() throws -> [[String]] {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Tensors/Documentation/ComingFromPyTorch.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let table = text.components(separatedBy: "## Operations").last ?? ""
    return table.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.replacingOccurrences(of: "\\|", with: "\u{1}").split(separator: "|").map { cell in
        cell.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
          .replacingOccurrences(of: "\u{1}", with: "|")
      }
    }
  }

  @Test func everyOperationIsOnThePageUnderItsTorchName() throws {
    let rows = try rows()
    let named = Dictionary(rows.map { ($0[0], $0) }) { first, _ in first }
    // Steps of autograd that are not called by anybody.
    let inner: Set<String> = ["copySlices", "accumulateGrad"]
    for operation in Operation.all where !inner.contains(operation.name) {
      #expect(named[operation.name]?[2] == operation.torch, "\(operation.name)")
    }
    for row in rows { #expect(Operation.named(row[0]) != nil, "\(row[0])") }
  }
}
