extension Paint {
  /// The paint moved so far that text in it stands out 4.5 to 1 on both pages.
  var readable: Paint {
    var paint = self
    paint.light = light.standingOut(from: FigureTheme.light.paper, ratio: 4.5)
    paint.dark = dark.standingOut(from: FigureTheme.dark.paper, ratio: 4.5)
    // The page's variable would bring back the paler colour.
    if paint.light != light || paint.dark != dark { paint.variable = nil }
    return paint
  }

  /// The paint as transparent as it may be, down to an opacity, to stand out by a ratio on both pages.
  ///
  /// A paint that does not stand out even when it is opaque becomes opaque.
  func visible(opacity: Double, ratio: Double) -> Paint {
    let isEnough = { (opacity: Double) in
      FigureTheme.allCases.allSatisfy { theme in
        self.color(in: theme).over(theme.paper, opacity: opacity).contrast(with: theme.paper)
          >= ratio
      }
    }
    var candidate = max(opacity, 0)
    while candidate < 1, !isEnough(candidate) { candidate = min(1, candidate + 0.02) }
    return self.opacity(candidate)
  }
}

extension RGB {
  /// The colour that is seen where this one, partly transparent, lies on another.
  package func over(_ ground: RGB, opacity: Double) -> RGB {
    ground.mixed(with: self, min(max(opacity, 0), 1))
  }
}
