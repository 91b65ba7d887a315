/// The text of a module made of cells.
///
/// Each cell stands between a call that announces it and one that says it has come to its end.
/// `#sourceLocation` makes the compiler, traps and `#line` speak of lines of the chapter.
struct GroupSource {
  /// The name under which the compiler knows lines that no author wrote.
  static let generatedFile = "weft-generated"

  /// The text of the module.
  static func text(_ cells: [(index: Int, cell: ParsedCell)], imports: [String]) -> String {
    var lines = imports
    for (index, cell) in cells {
      lines.append("#sourceLocation(file: \"\(generatedFile)\", line: 1)")
      lines.append("_weftBegin(\(index))")
      lines.append("#sourceLocation(file: \(literal(cell.source.file)), line: \(cell.source.line))")
      lines.append(cell.editedCode)
      lines.append("#sourceLocation(file: \"\(generatedFile)\", line: 1)")
      lines.append("_weftEnd(\(index))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case let scalar where scalar.value < 32: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
