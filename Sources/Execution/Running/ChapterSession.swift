internal import Foundation
internal import Records

/// One run of one chapter: the compiler ahead, the host behind.
final class ChapterSession {
  private let toolchain: Toolchain
  private let settings: ChapterRunner.Settings
  let cells: [ParsedCell]
  private let stop: StopSignal
  private let progress: @Sendable (ChapterRunner.Progress) -> Void
  private var shelf: ModuleShelf

  private(set) var records: [CellRecord?]
  private(set) var timings: [CellTiming]
  private var host: HostProcess?
  private var runs: Int32 = 0
  private var libraries: Set<String> = []
  private var lostNames = LostNames()
  /// The files that each cell read.
  private(set) var reads: [Int: Set<String>] = [:]
  /// The groups whose cells ran to their end, in order: what a later session can go on from.
  private var past: [(indices: [Int], group: CompilePipeline.Group)] = []
  private var start = 0
  private var visible = VisibleModules()
  private var generation = 1

  init(
    toolchain: Toolchain, tools: String, settings: ChapterRunner.Settings, cells: [CellSource],
    stop: StopSignal, progress: @escaping @Sendable (ChapterRunner.Progress) -> Void
  ) {
    self.toolchain = toolchain
    self.settings = settings
    self.cells = DeepStack.run { cells.map(CellParser.parse) }
    self.stop = stop
    self.progress = progress
    records = Array(repeating: nil, count: cells.count)
    timings = Array(repeating: CellTiming(), count: cells.count)
    shelf = ModuleShelf(
      compiler: Compiler(
        toolchain: toolchain, moduleCache: Compiler.moduleCache(besides: settings.cacheFolder)),
      folder: "\(settings.cacheFolder)/compiled", identity: tools)
  }

  /// Goes on in the host of another session: takes over what its cells before `start` left, which
  /// must be the same in both.
  convenience init(
    continuing old: ChapterSession, with cells: [CellSource], from start: Int, stop: StopSignal,
    progress: @escaping @Sendable (ChapterRunner.Progress) -> Void
  ) throws {
    self.init(
      toolchain: old.toolchain, tools: old.shelf.identity, settings: old.settings, cells: cells,
      stop: stop, progress: progress)
    self.start = start
    host = old.host
    old.host = nil
    runs = old.runs
    libraries = old.libraries
    generation = old.generation + 1
    shelf.generation = "_\(generation)"
    reads = old.reads.filter { $0.key < start }
    for index in 0..<start {
      guard let record = old.records[index] else { continue }
      old.timings[index].isCached = true
      finish(index, record, old.timings[index])
      if record.failure != nil { lostNames.add(self.cells[index]) }
    }
    for (indices, group) in old.past {
      let before = indices.filter { $0 < start }
      guard !before.isEmpty else { break }
      try remember(before, of: group, isWhole: before == group.indices)
    }
  }

  /// Whether a later session can go on in this one's host.
  var isAlive: Bool { host?.isRunning ?? false }

  /// Makes cells of a group that ran to their end visible to later ones.
  ///
  /// - Parameter isWhole: whether the module of the group shows nothing else.
  private func remember(_ indices: [Int], of group: CompilePipeline.Group, isWhole: Bool) throws {
    guard !indices.isEmpty else { return }
    past.append((indices, group))
    let members = indices.map { cells[$0] }
    if isWhole {
      visible.append(group.product, of: members)
      return
    }
    // The code is loaded and stays; later cells are compiled against a module of the same name that
    // has only these cells in it.
    let standIn = try shelf.compile(
      indices, of: cells, visible: group.imports, stop: stop, isInterfaceOnly: true,
      named: group.product.module)
    visible.append(standIn.product, of: members)
  }

  /// Runs all cells.
  func run() throws -> ChapterRun {
    for (index, cell) in cells.enumerated() where !cell.source.options.eval {
      finish(index, CellRecord(id: cell.source.id, status: .shown, outputs: []), CellTiming())
    }
    let continued = start
    while start < cells.count { start = try runOn() }
    let all = zip(cells, records).map { cell, record in
      record ?? CellRecord(id: cell.source.id, status: .notRun, outputs: [])
    }
    return ChapterRun(records: all, timings: timings, continuedFrom: continued)
  }

  /// Runs cells from `start` on; returns where to go on after a failure that makes a new beginning
  /// necessary.
  private func runOn() throws -> Int {
    let pipeline = CompilePipeline(shelf: shelf, cells: cells, from: start, visible: visible)
    defer { pipeline.cancel() }
    if host == nil { host = try startHost() }
    return try stop.during({ pipeline.abandon() }) {
      while let step = pipeline.next() {
        try stop.check()
        switch step {
        case .broken(let message):
          throw ChildProcess.Failure(description: message)
        case .refused(let index, let failure, let seconds):
          conclude(
            index, lostNames.explain(failure, of: cells[index]), [],
            CellTiming(compile: seconds))
        case .compiled(let group):
          guard let next = try run(group) else { continue }
          return next
        }
      }
      try stop.check()
      return cells.count
    }
  }

  /// Runs a group. Returns nil when the cells behind it can go on as they were compiled, else where
  /// to begin anew.
  private func run(_ group: CompilePipeline.Group) throws -> Int? {
    guard let host, let first = group.indices.first else { return nil }
    timings[first].compile = group.seconds
    let lasting = group.indices.filter { cells[$0].source.options.expect == nil }
    if cells[first].source.options.expect?.kind == .compileError {
      conclude(first, nil, [], timings[first])
      return nil
    }
    runs += 1
    libraries.insert(group.product.library)
    host.send(.run(command(for: group)))
    let ending = try GroupMonitor(session: self, host: host, group: group, stop: stop).follow()
    switch ending {
    case .completed:
      try remember(lasting, of: group, isWhole: true)
      return nil
    case .failed(let index):
      if !lasting.contains(index) {
        try remember(lasting, of: group, isWhole: true)
        return nil
      }
      try remember(group.indices.filter { $0 < index }, of: group, isWhole: false)
      return index + 1
    case .hostDied(let index):
      for later in cells.indices where later > index && records[later] == nil {
        let failure = Failure(
          kind: .notRun,
          message: "Not run: the host died in cell '\(cells[index].source.id)'.")
        conclude(later, failure, [], CellTiming())
      }
      return cells.count
    }
  }

  private func command(for group: CompilePipeline.Group) -> HostCommand.Run {
    HostCommand.Run(
      run: runs, library: group.product.library, entry: group.product.entry,
      dependencies: group.dependencies,
      cells: group.indices.map { index in
        let options = cells[index].source.options
        return HostCommand.Cell(
          number: Int32(index), seed: options.seed, timeout: options.timeout ?? settings.timeout)
      })
  }

  private func startHost() throws -> HostProcess {
    let host = try HostProcess(
      toolchain: toolchain,
      environment: HostEnvironment.variables(for: settings, toolchain: toolchain))
    if let interval = settings.updateInterval { host.send(.follow(interval: interval)) }
    return host
  }

  // MARK: - Records

  func timeout(of index: Int) -> Double {
    cells[index].source.options.timeout ?? settings.timeout
  }

  func newCollector() -> OutputCollector { OutputCollector(limit: settings.outputLimit) }

  func opened(_ path: String, by index: Int) { reads[index, default: []].insert(path) }

  func began(_ index: Int) { progress(.began(index: index)) }

  /// What is told of running cells, and how often; nil for nothing.
  func newGate() -> GroupMonitor.Gate? {
    settings.updateInterval.map { GroupMonitor.Gate(interval: .seconds($0)) }
  }

  func updated(_ index: Int, _ outputs: [Output]) {
    progress(.updated(index: index, outputs: outputs))
  }

  /// A cell has ended, with a failure or without one.
  func conclude(_ index: Int, _ failure: Failure?, _ outputs: [Output], _ timing: CellTiming) {
    let cell = cells[index]
    let (status, failure) = Judgement.of(failure, expecting: cell.source.options.expect)
    if failure == nil {
      lostNames.remove(cell)
    } else {
      lostNames.add(cell)
    }
    var timing = timing
    timing.compile = max(timing.compile, timings[index].compile)
    finish(
      index,
      CellRecord(
        id: cell.source.id, status: status,
        outputs: outputs + (failure.map { [.failure($0)] } ?? [])
      ), timing)
  }

  private func finish(_ index: Int, _ record: CellRecord, _ timing: CellTiming) {
    records[index] = record
    timings[index] = timing
    progress(.ended(index: index, record: record, timing: timing))
  }

  /// The line that a thread stopped in when the instruction itself has none: loops have such.
  private func placeNear(_ frames: [HostEvent.StackFrame], in cell: ParsedCell)
    -> Symbolizer.Place?
  {
    // What such an instruction belongs to mostly follows it.
    let steps = Array(1...16) + (1...16).map { -$0 }
    let nearby = frames.filter { libraries.contains($0.library) }.prefix(3).flatMap { frame in
      steps.map { step in
        var frame = frame
        frame.offset = UInt64(max(0, Int(frame.offset) + step * 4))
        return frame
      }
    }
    return Symbolizer(toolchain: toolchain).places(of: nearby, in: libraries)
      .first { cell.contains(file: $0.file, line: $0.line) }
  }

  /// What the host reports of a stop, as the author reads it.
  func failure(_ stop: HostEvent.Stop, of index: Int, trap: TrapMessage?) -> Failure {
    let cell = cells[index]
    // A stack overflows in the first lines of a function; of interest is the call.
    let frames = stop.kind == .stackOverflow ? Array(stop.frames.dropFirst()) : stop.frames
    let places = Symbolizer(toolchain: toolchain).places(of: frames, in: libraries)
    let own =
      places.first { cell.contains(file: $0.file, line: $0.line) }
      ?? (stop.kind == .timeout ? placeNear(stop.frames, in: cell) : nil)
    var position = own.map { place in
      let line = place.line - cell.source.line + 1
      return Failure.Position(
        line: line,
        column: place.column > 0 ? cell.originalColumn(line: line, column: place.column) : nil)
    }
    var message = stop.message
    if stop.kind == .trap {
      if let trap {
        message = trap.text
      } else if let name = places.first?.function, name.hasPrefix("Swift runtime failure: ") {
        message = String(name.dropFirst("Swift runtime failure: ".count))
      }
      if position == nil, let file = trap?.file, let line = trap?.line,
        cell.contains(file: file, line: line)
      {
        position = Failure.Position(line: line - cell.source.line + 1)
      }
    }
    return Failure(
      kind: stop.kind, message: CellNames.removed(from: message), hint: stop.hint,
      position: position)
  }
}

extension ParsedCell {
  /// Whether a place that a debugger knows is in this cell.
  func contains(file: String, line: Int) -> Bool {
    (file == source.file || file.hasSuffix("/" + source.file))
      && lines.contains(line - source.line + 1)
  }
}
