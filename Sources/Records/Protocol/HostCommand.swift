/// What the renderer asks of a cell host.
///
/// A command travels as a ``Frame`` of type ``Frame/json``. The host answers with ``HostEvent``s.
public enum HostCommand: Codable, Equatable, Sendable {
  /// Load a compiled group of cells and run it on a thread of its own.
  case run(Run)
  /// Stop the thread of a run where it is; the cell fails with the given kind.
  case interrupt(run: Int32, kind: Failure.Kind, message: String)
  /// Tell from now on what cells show only while they run, at most once in `interval` seconds.
  ///
  /// For a preview; a host that is not asked tells nothing of the kind.
  case follow(interval: Double)
  /// End the process.
  case quit

  /// A compiled group of cells.
  public struct Run: Codable, Equatable, Sendable {
    /// The number of the run, from one; each is used once.
    public var run: Int32
    /// The library that holds the code.
    public var library: String
    /// The function to call: `int (int, char **)`.
    public var entry: String
    /// Names of system libraries that the code needs, loaded before it.
    public var dependencies: [String]
    /// The cells inside, by the number the code passes to `_weftBegin`.
    public var cells: [Cell]

    /// Creates the description of a run.
    public init(
      run: Int32, library: String, entry: String, dependencies: [String], cells: [Cell]
    ) {
      self.run = run
      self.library = library
      self.entry = entry
      self.dependencies = dependencies
      self.cells = cells
    }
  }

  /// What the host has to know of a cell.
  public struct Cell: Codable, Equatable, Sendable {
    /// The number by which the code announces the cell.
    public var number: Int32
    /// The seed of the default random generator when the cell begins, or nil to leave it.
    public var seed: UInt64?
    /// After how many seconds the cell is stopped, or nil for never.
    public var timeout: Double?

    /// Creates the description of a cell.
    public init(number: Int32, seed: UInt64? = nil, timeout: Double? = nil) {
      self.number = number
      self.seed = seed
      self.timeout = timeout
    }
  }
}
