/// What the engine knows about an operation: its name, what it is for, and what others call it.
///
/// Every operation has exactly one. The list of all of them, ``Operation/all``, drives the gradient
/// checks, the PyTorch fixtures and the page "Coming from PyTorch, NumPy, TensorFlow".
public final class Operation: Sendable, CustomStringConvertible {
  /// The name, as the Swift function or method is called.
  public let name: String
  /// What it computes, in a sentence.
  public let summary: String
  /// The name in PyTorch, such as `torch.exp`.
  public let torch: String
  /// Whether gradients flow through it.
  public let isDifferentiable: Bool

  /// An operation from its description.
  package init(
    _ name: String, _ summary: String, torch: String? = nil, isDifferentiable: Bool = true
  ) {
    self.name = name
    self.summary = summary
    self.torch = torch ?? "torch.\(name)"
    self.isDifferentiable = isDifferentiable
  }

  /// The name under which a recorded step appears, in PyTorch's style: `ExpBackward`.
  public var nodeName: String { name.prefix(1).uppercased() + name.dropFirst() + "Backward" }

  /// The name.
  public var description: String { name }
}
