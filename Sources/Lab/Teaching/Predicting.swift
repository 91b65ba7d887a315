public import NN
public import Plots
public import Tensors

/// The first images of the first batch, each with its true and its predicted name above.
///
/// - Parameters:
///   - net: Gives scores of shape (batch, classes) for images of shape (batch, 1, height, width).
///   - names: The names of the classes.
public func predict(
  _ net: (Tensor) -> Tensor, _ batches: some Sequence<(Tensor, Tensor)>, count: Int = 6,
  names: [String]
) -> Figure {
  for (X, y) in batches {
    let shown = min(count, X.count)
    let truth = y.scalars(as: Int.self)
    let answers = noGrad { net(X) }.argMax(axis: 1).scalars(as: Int.self)
    let titles = (0..<shown).map { "\(names[truth[$0]])\n\(names[answers[$0]])" }
    return showImages((0..<shown).map { X[$0] }, columns: shown, titles: titles)
  }
  fail("predict", "there is no batch", rule: "predictions are shown for the first batch")
}

/// The first images of the first batch with their true and their predicted names; see the other form.
public func predict(
  _ net: Module, _ batches: some Sequence<(Tensor, Tensor)>, count: Int = 6, names: [String]
) -> Figure {
  net.evaluating { predict({ net($0) }, batches, count: count, names: names) }
}
