/// Stops the cell because a plot was asked for something that cannot be drawn.
func stop(_ operation: String, _ error: PlotError) -> Never {
  preconditionFailure("\(operation): \(error)\n  rule: \(error.rule)")
}
