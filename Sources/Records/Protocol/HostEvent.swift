/// What a cell host tells the renderer, in the order in which it happened.
///
/// Text that cells write does not come as events but as frames of their own, between them.
public enum HostEvent: Codable, Equatable, Sendable {
  /// The host is up.
  case ready
  /// A cell began.
  case began(cell: Int32)
  /// A cell showed something.
  case displayed(Output)
  /// What a cell shows in one place for as long as it runs, a curve that grows for example, in place
  /// of what was there; nil takes it away, and so does the cell's end. Never part of a record, and
  /// only told where ``HostCommand/follow(interval:)`` asked for it.
  case updated(slot: Int32, output: Output?)
  /// A cell read a file that it had not written itself.
  case opened(path: String)
  /// A cell came to its end.
  case ended(cell: Int32, seconds: Double)
  /// A cell stopped. Its thread is parked and with it the rest of its run.
  case failed(Stop)
  /// The last cell of a run came to its end.
  case finished(run: Int32)
  /// A run could not be loaded.
  case refused(run: Int32, message: String)

  /// How a cell stopped.
  public struct Stop: Codable, Equatable, Sendable {
    /// The cell, or nil when no cell was running: a thread of an earlier one failed.
    public var cell: Int32?
    /// In which way.
    public var kind: Failure.Kind
    /// What happened. For a trap the runtime says more on standard error.
    public var message: String
    /// The rule behind it, when the engine knows.
    public var hint: String?
    /// How long the cell had run.
    public var seconds: Double
    /// Where it was, innermost first.
    public var frames: [StackFrame]

    /// Creates the description of a stop.
    public init(
      cell: Int32?, kind: Failure.Kind, message: String, hint: String? = nil, seconds: Double = 0,
      frames: [StackFrame] = []
    ) {
      self.cell = cell
      self.kind = kind
      self.message = message
      self.hint = hint
      self.seconds = seconds
      self.frames = frames
    }
  }

  /// A place in a library: what a symboliser needs to find the line.
  public struct StackFrame: Codable, Equatable, Sendable {
    /// The path of the library.
    public var library: String
    /// The address inside it.
    public var offset: UInt64
    /// The nearest symbol before it, if the library exports one.
    public var symbol: String?

    /// Creates the description of a place.
    public init(library: String, offset: UInt64, symbol: String? = nil) {
      self.library = library
      self.offset = offset
      self.symbol = symbol
    }
  }
}
