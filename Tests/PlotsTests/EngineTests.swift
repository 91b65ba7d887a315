import NN
import Plots
import Records
import Synchronization
import Tensors
import Testing

@Suite("Figures of the engine")
struct EngineTests {
  func diagram(_ figure: Figure) throws -> Records.DiagramMark {
    let marks = figure.record.panels[0].marks
    guard case .diagram(let diagram) = try #require(marks.first) else { throw NoDiagram() }
    return diagram
  }

  struct NoDiagram: Error {}

  @Test("a computational graph is the one that autograd recorded")
  func graph() throws {
    let x = Tensor([1.0, 2.0])
    x.requiresGrad = true
    let y = (x * x).sum()
    let found = try diagram(computationalGraph(of: y, names: ["x": x]))
    #expect(found.nodes.map(\.role) == [.parameter, .operation, .operation, .output])
    #expect(found.nodes.first?.label == "x\n2")
    // Both factors are x.
    #expect(found.edges.count { $0.from == "n0" } == 2)
    #expect(found.edges.last?.label == "scalar")
  }

  @Test("a layer diagram follows the data, also around layers")
  func layers() throws {
    final class Skip: Module {
      let first = Linear(4, 4)
      let second = Linear(4, 4)
      override func forward(_ input: Tensor) -> Tensor {
        let middle = first(input)
        return second(relu(middle)) + middle
      }
    }
    let found = try diagram(layerDiagram(Skip(), input: [2, 4]))
    #expect(found.nodes.map(\.id) == ["input", "layer1", "layer2", "output"])
    #expect(found.nodes[1].label.hasPrefix("Linear"))
    #expect(
      Set(found.edges.map { "\($0.from) \($0.to)" }) == [
        "input layer1", "layer1 layer2", "layer1 output", "layer2 output",
      ])
    #expect(found.edges.first { $0.to == "layer2" }?.label == "2×4")
  }

  @Test("an animator draws what was added, and nil adds nothing")
  func animator() {
    let animator = Animator(
      xLabel: "epoch", legend: ["loss", "accuracy"], yScale: .log, best: ["loss": .lowest])
    #expect(animator.figure.record.panels[0].marks.isEmpty)
    for epoch in 1...4 {
      animator.add(epoch, [1 / Double(epoch), epoch % 2 == 0 ? 0.5 : nil])
    }
    let marks = animator.figure.record.panels[0].marks
    guard case .line(let loss) = marks[0], case .line(let accuracy) = marks[1] else { return }
    #expect(loss.x == [1, 2, 3, 4] && loss.marksBest == .lowest)
    #expect(accuracy.x == [2, 4] && accuracy.name == "accuracy")
    animator.smoothing = 0.6
    #expect(animator.figure.record.panels[0].marks.count == 3)
  }

  @Test("an animator offers its newest figure, and none when nobody looks")
  func spectators() throws {
    let frames = Mutex<[(slot: Int32, frame: @Sendable () -> Output?)]>([])
    let emptied = Mutex<[Int32]>([])
    let isLooking = Mutex(true)
    Spectators.host = Spectators.Host(
      isLooking: { isLooking.withLock { $0 } },
      changed: { slot, frame in frames.withLock { $0.append((slot, frame)) } },
      emptied: { slot in emptied.withLock { $0.append(slot) } })
    defer { Spectators.host = nil }
    let first = Animator()
    let second = Animator()
    first.add(1, 0.5)
    second.add(1, 0.5)
    first.add(2, 0.25)
    let offered = frames.withLock { $0 }
    #expect(offered.count == 3)
    #expect(offered[0].slot == offered[2].slot && offered[0].slot != offered[1].slot)
    // A frame is made when it is asked for, from what there is then.
    #expect(offered[0].frame() == first.figure.displayed())
    #expect(emptied.withLock { $0 }.isEmpty)
    _ = first.displayed()
    #expect(emptied.withLock { $0 } == [offered[0].slot])
    isLooking.withLock { $0 = false }
    first.add(3, 0.125)
    _ = first.displayed()
    #expect(frames.withLock { $0.count } == 3)
    #expect(emptied.withLock { $0.count } == 1)
  }

  @Test("smoothing is corrected for its start")
  func smoothing() {
    let constant = Animator.smoothed([2, 2, 2], 0.9)
    #expect(constant.allSatisfy { abs($0 - 2) < 1e-12 })
    let step = Animator.smoothed([0, 1], 0.5)
    #expect(abs(step[1] - 2.0 / 3) < 1e-12)
  }
}
