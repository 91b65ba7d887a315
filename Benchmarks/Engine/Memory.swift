import Foundation
import NN
import Tensors

/// Trains a 784-256-256-10 network on batches of 256 and returns what the process grew by at worst,
/// in bytes, then what the tensors themselves held at worst (0 where that is not known).
func peakOfTraining(steps: Int) -> String {
  let model = Sequential(Linear(784, 256), ReLU(), Linear(256, 256), ReLU(), Linear(256, 10))
  let optimizer = SGD(model.parameters(), lr: 0.1, momentum: 0.9)
  let (x, target) = (randn([256, 784]), randint(0, 10, [256]))
  func step() {
    optimizer.zeroGrad()
    crossEntropy(model(x), target).backward()
    optimizer.step()
  }
  let before = startOfPeak()
  for _ in 0..<steps { step() }
  return "\(peakSince(before)) 0"
}

/// What the process holds now, in bytes; its peak is counted from here on.
func startOfPeak() -> Int {
  // The kernel forgets the peak so far; libraries and code are not what is compared.
  try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  return status("VmRSS:")
}

/// What the process grew by at worst since `startOfPeak` gave `before`.
func peakSince(_ before: Int) -> Int { status("VmHWM:") - before }

/// A line of /proc/self/status, in bytes.
private func status(_ field: String) -> Int {
  let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  for line in text.split(separator: "\n") where line.hasPrefix(field) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    return words.count > 1 ? (Int(words[words.count - 2]) ?? 0) * 1024 : 0
  }
  return 0
}
