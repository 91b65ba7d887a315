extension Double {
  /// The number rounded to a number of decimal places, for printing results that are noise beyond.
  ///
  /// ```swift
  /// (2.0 / 3).rounded(to: 3)      // 0.667
  /// 1234.5.rounded(to: -2)        // 1200.0
  /// ```
  ///
  /// Numbers that are not finite, or too large to have decimals, stay as they are.
  public func rounded(to places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<abs(places) { scale *= 10 }
    let result = places < 0 ? (self / scale).rounded() * scale : (self * scale).rounded() / scale
    return result.isFinite ? result : self
  }
}
