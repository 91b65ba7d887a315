extension Series {
  /// The sum of the present values; truth values count as 0 and 1, and no values give 0.
  public func sum() -> Double { presentNumbers("sum").reduce(0, +) }

  /// The mean of the present values; NaN where there are none.
  public func mean() -> Double {
    let numbers = presentNumbers("mean")
    return numbers.isEmpty ? .nan : numbers.reduce(0, +) / Double(numbers.count)
  }

  /// The variance of the present values, by default the unbiased one of a sample.
  ///
  /// - Parameter correction: What is taken off the number of values in the divisor: 1 for a sample
  ///   (pandas' default), 0 for a whole population. NaN where the divisor is not positive.
  public func variance(correction: Int = 1) -> Double {
    let numbers = presentNumbers("variance")
    guard numbers.count > correction else { return .nan }
    let center = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return squares / Double(numbers.count - correction)
  }

  /// The standard deviation of the present values, by default of a sample (see `variance`).
  public func std(correction: Int = 1) -> Double {
    variance(correction: correction).squareRoot()
  }

  /// The smallest present value; NaN where there is none.
  public func min() -> Double { presentNumbers("min").min() ?? .nan }

  /// The largest present value; NaN where there is none.
  public func max() -> Double { presentNumbers("max").max() ?? .nan }

  /// The median of the present values; NaN where there are none.
  public func median() -> Double { quantile(0.5) }

  /// The value below which a share of the present values lies.
  ///
  /// Between two neighbouring values it interpolates linearly, as pandas and NumPy do.
  ///
  /// - Parameter share: Between 0 (the minimum) and 1 (the maximum); stops outside.
  public func quantile(_ share: Double) -> Double {
    guard (0...1).contains(share) else { stop("quantile", "\(share) is not between 0 and 1") }
    let numbers = presentNumbers("quantile").sorted()
    guard !numbers.isEmpty else { return .nan }
    let place = share * Double(numbers.count - 1)
    let below = Int(place)
    let above = Swift.min(below + 1, numbers.count - 1)
    return numbers[below] + (numbers[above] - numbers[below]) * (place - Double(below))
  }

  /// The label of the row with the largest value, the first of equals.
  ///
  /// Stops where no value is present.
  public func idxMax() -> String { extremeLabel("idxMax") { $0 > $1 } }

  /// The label of the row with the smallest value, the first of equals.
  ///
  /// Stops where no value is present.
  public func idxMin() -> String { extremeLabel("idxMin") { $0 < $1 } }

  private func extremeLabel(
    _ operation: String, isBetter: (Double, Double) -> Bool
  ) -> String {
    var best: (position: Int, value: Double)?
    for (position, value) in doubles.enumerated() where !value.isNaN {
      if best.map({ isBetter(value, $0.value) }) ?? true { best = (position, value) }
    }
    guard let best else { stop(operation, "'\(name)' has no values") }
    return index.label(at: best.position)
  }

  private func presentNumbers(_ operation: String) -> [Double] {
    if kind == .string { stop(operation, "'\(name)' holds text, not numbers") }
    return doubles.filter { !$0.isNaN }
  }
}
