/// The benchmarks have no engine: a mistake stops them.
func stop(_ operation: String, _ error: PlotError) -> Never {
  preconditionFailure("\(operation): \(error)")
}
