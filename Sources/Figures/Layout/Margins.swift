/// Room around a panel.
struct Margins {
  var left = 0.0
  var right = 0.0
  /// Between the panel and its title.
  var top = 0.0
  var bottom = 0.0
  /// The title above all.
  var title = 0.0

  mutating func formMaximum(_ other: Margins) {
    left = max(left, other.left)
    right = max(right, other.right)
    top = max(top, other.top)
    bottom = max(bottom, other.bottom)
    title = max(title, other.title)
  }
}
