package import Records
internal import Synchronization

/// Where figures that grow while a cell runs say so. A preview looks; a report does not.
package enum Spectators {
  /// The host's side of it, so that neither has to know the other.
  package struct Host: Sendable {
    /// Whether somebody looks.
    package var isLooking: @Sendable () -> Bool
    /// Takes a slot and what makes its newest frame, on another thread and some time later; nil when
    /// it cannot right now.
    package var changed:
      @Sendable (_ slot: Int32, _ frame: @escaping @Sendable () -> Output?) -> Void
    /// Takes a slot whose figure is shown for good.
    package var emptied: @Sendable (_ slot: Int32) -> Void

    /// Creates a host.
    package init(
      isLooking: @escaping @Sendable () -> Bool,
      changed: @escaping @Sendable (Int32, @escaping @Sendable () -> Output?) -> Void,
      emptied: @escaping @Sendable (Int32) -> Void
    ) {
      self.isLooking = isLooking
      self.changed = changed
      self.emptied = emptied
    }
  }

  /// Installed once, before the first cell runs.
  package nonisolated(unsafe) static var host: Host?

  private static let slots = Atomic<Int32>(0)

  /// The host, if somebody looks.
  static var present: Host? {
    guard let host, host.isLooking() else { return nil }
    return host
  }

  /// A number that no other figure of this process has.
  static func newSlot() -> Int32 { slots.add(1, ordering: .relaxed).newValue }
}
