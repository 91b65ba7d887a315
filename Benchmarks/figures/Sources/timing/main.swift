import Figures
import Glibc
import Plots

// A line of 40, 10,000 and 1,000,000 points, from numbers to an SVG: the same that
// matplotlib_timing.py draws. Prints milliseconds of processor time, the
// smallest of several runs, and bytes.
for count in [40, 10_000, 1_000_000] {
  let x = (0..<count).map { Double($0) * 10 / Double(count) }
  let y = x.enumerated().map { sin($1) + 0.1 * sin(Double($0) * 12.9898) }
  let runs = count > 100_000 ? 7 : 25
  var best = Double.infinity
  var bytes = 0
  for _ in 0..<runs {
    let start = processorTime()
    let figure = plot(x, y, xLabel: "x", yLabel: "y", legend: ["noisy sine"])
    bytes = try FigureRenderer.svg(figure.record).utf8.count
    best = min(best, processorTime() - start)
  }
  print("\(count) \((best * 1e6).rounded() / 1e3) ms \(bytes) bytes")
}

/// The processor time of this process in seconds, which other programs do not lengthen.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
