import Foundation

/// Writes the numbers of one column with one number of decimals, as pandas shows them.
///
/// At most six decimals, without the zeros that all numbers share at the end, one decimal at least.
/// Where a number is too small for that (below 1e-6), or the column too wide because one is above a
/// million, all are written with an exponent.
func formattedColumn(_ values: [Double]) -> [String] {
  let finite = values.filter(\.isFinite)
  let fixed = values.map { $0.isFinite ? String(format: "%.6f", $0) : special($0) }
  let shortened = droppingSharedZeros(fixed)
  // The place of a sign counts whether there is one or not.
  let width = shortened.map { $0.hasPrefix("-") ? $0.count : $0.count + 1 }.max() ?? 0
  let isTooWide = width > 12 && finite.contains { abs($0) > 1e6 }
  if isTooWide || finite.contains(where: { $0 != 0 && abs($0) < 1e-6 }) {
    return values.map { $0.isFinite ? String(format: "%.6e", $0) : special($0) }
  }
  return shortened
}

private func special(_ value: Double) -> String {
  value.isNaN ? "NaN" : value > 0 ? "inf" : "-inf"
}

private func droppingSharedZeros(_ texts: [String]) -> [String] {
  let decimals = texts.compactMap { text in
    text.firstIndex(of: ".").map { text[$0...].dropFirst() }
  }
  let shared =
    decimals.map { part in part.reversed().prefix { $0 == "0" }.count }.min() ?? 0
  let dropped = min(shared, 5)
  return texts.map { $0.contains(".") ? String($0.dropLast(dropped)) : $0 }
}
