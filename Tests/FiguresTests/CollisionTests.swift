import Figures
import Records
import Testing

@Suite("Layout")
struct CollisionTests {
  @Test("no text lies on another in 500 random figures, and none is cut off")
  func collisions() throws {
    var random = Generator(state: 2024)
    for round in 0..<500 {
      let figure = random.figure()
      let width = [340.0, 432, 560, 700][random.below(4)]
      let height = width * [0.6, 0.75, 1][random.below(3)] * (figure.panels.count > 2 ? 1.3 : 1)
      let options = FigureOptions(width: width, height: height)
      let (boxes, page) = try FigureRenderer.textBoxes(figure, options: options)
      for (index, box) in boxes.enumerated() {
        let isInside =
          box.rect.x >= -0.5 && box.rect.y >= -0.5 && box.rect.maxX <= page.maxX + 0.5
          && box.rect.maxY <= page.maxY + 0.5
        if !isInside { Issue.record("round \(round): '\(box.text)' is cut off at \(box.rect)") }
        for other in boxes[(index + 1)...] where box.overlaps(other) {
          Issue.record(
            "round \(round): '\(box.text)' \(box.rect) lies on '\(other.text)' \(other.rect)")
        }
      }
    }
  }
}
