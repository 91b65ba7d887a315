// Our side of the benchmark: reads "<case> <milliseconds>" lines and answers each with the times
// of single runs in nanoseconds. `Benchmarks/bench.py` asks it and PyTorch in turns.
import Foundation

var bodies: [String: () -> Void] = [:]

/// Writes a line at once: the other side waits for it.
func answer(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

/// Processor time is disturbed less by a busy machine: `BENCH_CLOCK=cpu` counts this thread's,
/// `BENCH_CLOCK=process` that of all threads.
let clock =
  switch ProcessInfo.processInfo.environment["BENCH_CLOCK"] {
  case "cpu": CLOCK_THREAD_CPUTIME_ID
  case "process": CLOCK_PROCESS_CPUTIME_ID
  default: CLOCK_MONOTONIC
  }

func now() -> UInt64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Runs `body` for about `milliseconds` and returns the time of one run, from groups long enough
/// for the clock.
func times(of body: () -> Void, milliseconds: Int) -> [Double] {
  var start = now()
  body()
  let once = max(now() - start, 50)
  // A run that is longer than the slice is a result by itself.
  if once > UInt64(milliseconds) * 1_000_000 { return [Double(once)] }
  let group = max(1, Int(20_000 / once))
  let end = now() + UInt64(milliseconds) * 1_000_000
  var results: [Double] = []
  repeat {
    start = now()
    for _ in 0..<group { body() }
    results.append(Double(now() - start) / Double(group))
  } while now() < end || (results.count < 5 && once < 20_000_000)
  return results
}

let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "train", let epochs = Int(arguments[3]),
  let seed = UInt64(arguments[4])
{
  try referenceTraining(arguments[2], epochs: epochs, seed: seed)
  exit(0)
}

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  guard words.count == 2, let milliseconds = Int(words[1]) else {
    answer(Cases.all.map(\.name).joined(separator: " "))
    continue
  }
  if words[0] == "memory" {
    bodies = [:]
    answer(peakOfTraining(steps: milliseconds))
    continue
  }
  if words[0].hasPrefix("peak:") {
    bodies = [:]
    answer(peak(of: String(words[0].dropFirst(5))))
    continue
  }
  if bodies[words[0]] == nil {
    bodies = [:]
    bodies[words[0]] = scaling(words[0]) ?? Cases.all.first { $0.name == words[0] }?.make()
    // The first run compiles kernels and touches memory.
    bodies[words[0]]?()
  }
  guard let body = bodies[words[0]] else {
    answer("unknown")
    continue
  }
  let sorted = times(of: body, milliseconds: milliseconds).sorted()
  answer("\(sorted[sorted.count / 2]) \(sorted[0])")
}
