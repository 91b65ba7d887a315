/// Holds back updates that replace each other: at most one turn an interval, of each slot the newest.
///
/// What is offered waits until it is taken; an update of the same slot that comes meanwhile takes its
/// place. The first one after a rest may be taken at once, and the last one is never lost. Time is
/// told, never asked for.
///
/// ```swift
/// var gate = UpdateGate<Int, String, ContinuousClock.Instant>(interval: .milliseconds(125))
/// gate.offer("first", for: 0)
/// gate.offer("second", for: 0)
/// gate.take(at: .now)      // [(0, "second")]
/// ```
public struct UpdateGate<Slot: Hashable, Update, Moment: InstantProtocol> {
  /// The time between two turns.
  public let interval: Moment.Duration
  private var waiting: [(slot: Slot, update: Update)] = []
  private var opening: Moment?

  /// Creates a gate at which nothing waits.
  public init(interval: Moment.Duration) { self.interval = interval }

  /// Whether nothing waits.
  public var isEmpty: Bool { waiting.isEmpty }

  /// Puts an update in the place of the one that waits for the slot, or at the end.
  public mutating func offer(_ update: Update, for slot: Slot) {
    if let index = waiting.firstIndex(where: { $0.slot == slot }) {
      waiting[index].update = update
    } else {
      waiting.append((slot, update))
    }
  }

  /// Puts an update back that could not be used after all, unless a newer one waits by now.
  public mutating func giveBack(_ update: Update, for slot: Slot) {
    if !waiting.contains(where: { $0.slot == slot }) { waiting.append((slot, update)) }
  }

  /// Forgets what waits for a slot.
  public mutating func withdraw(_ slot: Slot) { waiting.removeAll { $0.slot == slot } }

  /// Forgets all that waits. The time of the next turn stays.
  public mutating func clear() { waiting = [] }

  /// How long until something can be taken; zero for now, nil when nothing waits.
  public func delay(at now: Moment) -> Moment.Duration? {
    guard !waiting.isEmpty else { return nil }
    guard let opening, now < opening else { return .zero }
    return now.duration(to: opening)
  }

  /// Takes all that waits, slots in the order in which they began to; nothing before it is time.
  public mutating func take(at now: Moment) -> [(slot: Slot, update: Update)] {
    guard delay(at: now) == .zero else { return [] }
    opening = now.advanced(by: interval)
    defer { waiting = [] }
    return waiting
  }

  /// Puts the next turn off to a later moment; an earlier one changes nothing.
  public mutating func rest(until moment: Moment) {
    opening = opening.map { max($0, moment) } ?? moment
  }
}

extension UpdateGate: Sendable where Slot: Sendable, Update: Sendable {}
