internal import Tensors

extension Optimizer: CustomStringConvertible {
  /// The groups with the hyperparameters that the optimiser reads, as PyTorch prints them.
  ///
  /// ```
  /// SGD (
  /// Parameter Group 0
  ///     dampening: 0
  ///     lr: 0.1
  ///     momentum: 0.9
  ///     nesterov: False
  ///     weight_decay: 0
  /// )
  /// ```
  public var description: String {
    var lines = ["\(type(of: self)) ("]
    for (place, group) in groups.enumerated() {
      if place > 0 { lines.append("") }
      lines.append("Parameter Group \(place)")
      lines += optionNames.map { "    \($0): \(text($0, group.hyperparameters))" }
    }
    return (lines + [")"]).joined(separator: "\n")
  }

  private func text(_ name: String, _ options: Hyperparameters) -> String {
    switch name {
    case "amsgrad": return pythonText(options.amsgrad)
    case "centered": return pythonText(options.centered)
    case "nesterov": return pythonText(options.nesterov)
    case "betas": return "(\(pythonText(options.beta1)), \(pythonText(options.beta2)))"
    default:
      let entry = Hyperparameters.entries.first { $0.name == name }
      let value = entry.map { options[keyPath: $0.path] } ?? .nan
      // What was never set is a whole 0 in PyTorch.
      return value == 0 ? "0" : pythonText(value)
    }
  }
}
