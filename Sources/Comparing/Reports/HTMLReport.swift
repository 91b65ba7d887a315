internal import Figures
public import Records

/// The drift as one self-contained page: words, numbers and figures, the committed beside the fresh.
public struct HTMLReport {
  /// A chapter's drift with both of its records, from which figures are drawn.
  public struct Chapter {
    var drift: ChapterDrift
    var committed: ChapterRecord?
    var fresh: ChapterRecord

    /// Puts a drift and its records together.
    public init(drift: ChapterDrift, committed: ChapterRecord?, fresh: ChapterRecord) {
      self.drift = drift
      self.committed = committed
      self.fresh = fresh
    }
  }

  private let chapters: [Chapter]

  /// Creates a report.
  public init(_ chapters: [Chapter]) { self.chapters = chapters }

  /// The page.
  public func page() -> String {
    let drift = Drift(chapters: chapters.map(\.drift))
    var html = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Drift</title>
      <style>\(Self.styles)</style>
      </head>
      <body>
      <main>
      <h1>\(drift.isClean ? "No drift" : "Drift")</h1>
      <p>\(Markup.escaped(drift.headline))</p>

      """
    for chapter in chapters where !chapter.drift.isClean { html += section(chapter) }
    return html + "</main>\n</body>\n</html>\n"
  }

  private func section(_ chapter: Chapter) -> String {
    let drift = chapter.drift
    var html = "<section>\n<h2>\(Markup.escaped(drift.chapter))</h2>\n"
    if drift.isNew { html += "<p>There is no committed record.</p>\n" }
    for (label, cells) in [
      ("Missing", drift.missing), ("Extra", drift.isNew ? [] : drift.extra),
      ("Reordered", drift.reordered),
    ] where !cells.isEmpty {
      html += "<p><strong>\(label):</strong> \(Markup.escaped(cells.joined(separator: ", ")))</p>\n"
    }
    for cell in drift.cells {
      html += "<article>\n<h3><code>\(Markup.escaped(cell.cell))</code></h3>\n"
      for difference in cell.differences { html += self.difference(difference, cell.cell, chapter) }
      let command = "weft accept \(drift.chapter)#\(cell.cell)"
      html += "<p class=\"accept\"><code>\(Markup.escaped(command))</code></p>\n</article>\n"
    }
    return html + "</section>\n"
  }

  private func difference(_ difference: Difference, _ cell: String, _ chapter: Chapter) -> String {
    var html = "<p>\(Markup.escaped(difference.summary))</p>\n"
    let deviations = [
      ("absolute", difference.largestAbsolute), ("relative", difference.largestRelative),
    ]
    if difference.largestAbsolute != nil {
      html += "<table><thead><tr><th>Largest difference</th><th>Value</th><th>Index</th>"
      html += "<th>Committed</th><th>Fresh</th></tr></thead><tbody>\n"
      for (name, deviation) in deviations {
        guard let deviation else { continue }
        let index = deviation.index.map(String.init).joined(separator: ", ")
        html += "<tr><th>\(name)</th><td>\(deviation.value)</td><td>[\(index)]</td>"
        html += "<td>\(deviation.committed)</td><td>\(deviation.fresh)</td></tr>\n"
      }
      html += "</tbody></table>\n"
    }
    if let output = difference.output, let figures = figures(output, cell, chapter) {
      return html + figures
    }
    html += "<pre>"
    for line in LineDifference(difference.committed, difference.fresh).lines.prefix(200) {
      switch line {
      case .same(let text): html += "  \(Markup.escaped(text))\n"
      case .committed(let text): html += "<del>- \(Markup.escaped(text))</del>\n"
      case .fresh(let text): html += "<ins>+ \(Markup.escaped(text))</ins>\n"
      }
    }
    return html + "</pre>\n"
  }

  /// Committed, fresh, and both on top of each other.
  private func figures(_ output: Int, _ cell: String, _ chapter: Chapter) -> String? {
    let alignment = Alignment(
      committed: chapter.committed?.cells ?? [], fresh: chapter.fresh.cells)
    guard let pair = alignment.pairs.first(where: { chapter.fresh.cells[$0.fresh].id == cell }),
      let old = chapter.committed?.cells[pair.committed].outputs.dropFirst(output).first,
      let new = chapter.fresh.cells[pair.fresh].outputs.dropFirst(output).first,
      case .figure(let oldFigure) = old, case .figure(let newFigure) = new
    else { return nil }
    let name = Digest.of("\(chapter.drift.chapter)#\(cell)#\(output)")
    func draw(_ figure: FigureRecord, _ suffix: String) -> String {
      let options = FigureOptions(idPrefix: "f\(name)\(suffix)")
      return (try? FigureRenderer.svg(figure, options: options))
        ?? "<p>The figure cannot be drawn.</p>"
    }
    return """
      <div class="figures">
      <figure>\(draw(oldFigure, "a"))<figcaption>Committed</figcaption></figure>
      <figure>\(draw(newFigure, "b"))<figcaption>Fresh</figcaption></figure>
      <figure><div class="overlay">\(draw(oldFigure, "c"))\(draw(newFigure, "d"))</div>
      <figcaption>Both</figcaption></figure>
      </div>

      """
  }

  private static let styles = """
    :root{color-scheme:light dark;--del:#b3261e;--ins:#146c2e;--line:#8884}
    @media(prefers-color-scheme:dark){:root{--del:#ff8a80;--ins:#81c995}}
    body{font:16px/1.5 system-ui,sans-serif;margin:0}
    main{max-width:72rem;margin:auto;padding:1.5rem}
    article{border:1px solid var(--line);border-radius:.5rem;padding:0 1rem;margin:1rem 0}
    pre{overflow:auto;padding:.75rem;border:1px solid var(--line);border-radius:.25rem}
    del{color:var(--del);text-decoration:none}ins{color:var(--ins);text-decoration:none}
    table{border-collapse:collapse}th,td{padding:.2rem .75rem;text-align:left}
    .figures{display:flex;flex-wrap:wrap;gap:1rem}.figures figure{margin:0;flex:1 1 18rem}
    .figures svg{max-width:100%;height:auto}.overlay{position:relative}
    .overlay svg:last-child{position:absolute;left:0;top:0;opacity:.55;filter:hue-rotate(180deg)}
    .accept{opacity:.8}
    """
}
