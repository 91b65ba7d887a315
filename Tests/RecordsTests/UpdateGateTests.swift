import Records
import Testing

/// Updates that replace each other, with the time told by the test.
struct UpdateGateTests {
  typealias Gate = UpdateGate<Int, String, ContinuousClock.Instant>
  private let start = ContinuousClock.now

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
    start.advanced(by: .milliseconds(milliseconds))
  }

  private func taken(_ gate: inout Gate, _ milliseconds: Int) -> [String] {
    gate.take(at: at(milliseconds)).map { "\($0.slot)\($0.update)" }
  }

  @Test func theFirstGoesAtOnceAndTheNewestWins() {
    var gate = Gate(interval: .milliseconds(100))
    #expect(gate.isEmpty && gate.delay(at: at(0)) == nil)
    gate.offer("a", for: 0)
    #expect(gate.delay(at: at(0)) == .zero)
    #expect(taken(&gate, 0) == ["0a"])
    #expect(gate.isEmpty)
    gate.offer("b", for: 0)
    gate.offer("c", for: 0)
    #expect(taken(&gate, 40) == [])
    #expect(gate.delay(at: at(40)) == .milliseconds(60))
    gate.offer("d", for: 0)
    #expect(taken(&gate, 99) == [])
    #expect(taken(&gate, 100) == ["0d"])
    #expect(taken(&gate, 500) == [])
  }

  @Test func aSecondOfPointsGivesFewFrames() {
    var gate = Gate(interval: .milliseconds(125))
    var frames: [String] = []
    for point in 0..<1000 {
      gate.offer("-\(point)", for: 0)
      frames += taken(&gate, point)
    }
    #expect(frames.count == 8)
    // A reader that comes late gets the last point, not the ones it missed.
    #expect(taken(&gate, 60_000) == ["0-999"])
  }

  @Test func slotsKeepTheirOrderAndGoTogether() {
    var gate = Gate(interval: .milliseconds(100))
    gate.offer("a", for: 5)
    gate.offer("a", for: 2)
    gate.offer("b", for: 5)
    #expect(taken(&gate, 0) == ["5b", "2a"])
    gate.offer("c", for: 2)
    gate.offer("c", for: 5)
    gate.withdraw(2)
    #expect(taken(&gate, 100) == ["5c"])
  }

  @Test func whatIsGivenBackMakesWayForNewer() {
    var gate = Gate(interval: .milliseconds(100))
    gate.offer("a", for: 0)
    _ = gate.take(at: at(0))
    gate.giveBack("a", for: 0)
    #expect(gate.delay(at: at(0)) == .milliseconds(100))
    gate.offer("b", for: 0)
    gate.giveBack("a", for: 0)
    #expect(taken(&gate, 100) == ["0b"])
  }

  @Test func restAndClearing() {
    var gate = Gate(interval: .milliseconds(100))
    gate.offer("a", for: 0)
    gate.rest(until: at(300))
    gate.rest(until: at(200))
    #expect(taken(&gate, 299) == [])
    #expect(taken(&gate, 300) == ["0a"])
    gate.offer("b", for: 0)
    gate.clear()
    #expect(gate.delay(at: at(1000)) == nil)
    // What comes after still keeps its distance from what went before.
    gate.offer("c", for: 0)
    #expect(gate.delay(at: at(350)) == .milliseconds(50))
  }
}
