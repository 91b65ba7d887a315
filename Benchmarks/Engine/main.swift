// Our side of the benchmark: reads "<case> <milliseconds>" lines and answers each with the times
// of single runs in nanoseconds. `Benchmarks/bench.py` asks it and PyTorch in turns.
import Foundation

var bodies: [String: () -> Void] = [:]

/// Writes a line at once: the other side waits for it.
func answer(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

/// With `BENCH_CLOCK=cpu` the processor time of this thread, which a busy machine disturbs less.
let clock =
  ProcessInfo.processInfo.environment["BENCH_CLOCK"] == "cpu"
  ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC

func now() -> UInt64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Runs `body` for about `milliseconds` and returns the time of one run, from groups long enough
/// for the clock.
func times(of body: () -> Void, milliseconds: Int) -> [Double] {
  body()
  var start = now()
  body()
  let once = max(now() - start, 50)
  let group = max(1, Int(20_000 / once))
  let end = now() + UInt64(milliseconds) * 1_000_000
  var results: [Double] = []
  repeat {
    start = now()
    for _ in 0..<group { body() }
    results.append(Double(now() - start) / Double(group))
  } while now() < end || results.count < 5
  return results
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
  if bodies[words[0]] == nil {
    bodies = [:]
    bodies[words[0]] = scaling(words[0]) ?? Cases.all.first { $0.name == words[0] }?.make()
  }
  guard let body = bodies[words[0]] else {
    answer("unknown")
    continue
  }
  let sorted = times(of: body, milliseconds: milliseconds).sorted()
  answer("\(sorted[sorted.count / 2]) \(sorted[0])")
}
