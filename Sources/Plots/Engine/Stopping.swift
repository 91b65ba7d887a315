import Tensors

/// Stops the cell because a plot was asked for something that cannot be drawn.
func stop(_ operation: String, _ error: PlotError) -> Never {
  fail(operation, error.description, rule: error.rule)
}
