extension FigureRecord {
  /// Every text of the figure that is in the mini markup.
  package var texts: [String] {
    [title, colorBar?.label].compactMap { $0 } + panels.flatMap(\.texts)
  }

  /// What is wrong with the first formula that cannot be set.
  package var formulaProblem: FormulaProblem? {
    for text in texts where text.contains("$") {
      if let problem = LabelText(text).problem { return problem }
    }
    return nil
  }
}

extension PanelRecord {
  fileprivate var texts: [String] {
    var texts = [title, colorBar?.label].compactMap { $0 }
    for axis in [x, y, secondY, z].compactMap({ $0 }) {
      if let label = axis.label { texts.append(label) }
      texts += axis.tickLabels ?? []
    }
    for mark in marks {
      if let name = mark.name { texts.append(name) }
      switch mark {
      case .text(let text): texts.append(text.text)
      case .arrow(let arrow): texts += [arrow.text].compactMap { $0 }
      case .diagram(let diagram):
        texts += diagram.nodes.map(\.label) + diagram.edges.compactMap(\.label)
        texts += diagram.nodes.compactMap(\.group)
      default: break
      }
    }
    return texts
  }
}
