import Synchronization

/// Lends text engines to renderers, so that pages can be drawn side by side and fonts are looked up
/// once.
enum TextEnginePool {
  private static let idle = Mutex<[TextEngine]>([])

  /// Runs `body` with an engine that no other thread uses meanwhile.
  static func withEngine<Result>(_ body: (TextEngine) throws -> Result) rethrows -> Result {
    let engine = idle.withLock { $0.popLast() } ?? TextEngine()
    defer { idle.withLock { $0.append(engine) } }
    return try body(engine)
  }
}
