public import Records

extension Panel {
  /// The panel in polar coordinates: the first coordinate of its marks is an angle in radians, the
  /// second a distance from the middle.
  ///
  /// Lines, points, bars, histograms, stems, bands, error bars, rules, spans, text, arrows and shapes
  /// have a polar form; with any other mark, or with a second vertical axis, the cell stops. Values
  /// are not written at bars.
  ///
  /// ```swift
  /// Panel { LineMark(angles, distances) }.polar(zero: .top, clockwise: true)
  /// ```
  ///
  /// - Parameters:
  ///   - angles: Whether angles are written in degrees or as multiples of π.
  ///   - zero: Where an angle of zero points.
  ///   - clockwise: Whether angles grow with the clock.
  ///   - names: What stands around the circle instead of angles, evenly spread from zero on.
  public func polar(
    angles: PanelRecord.Polar.Angles = .degrees, zero: PanelRecord.Polar.Direction = .right,
    clockwise: Bool = false, names: [String] = []
  ) -> Panel {
    PlotCheck.run("polar") { () throws(PlotError) in
      for mark in record.marks where !mark.isPolar { throw .notPolar(mark.kindName) }
      if record.secondY != nil { throw .impossible("polar axes with a second vertical axis") }
    }
    var panel = self
    panel.record.polar = PanelRecord.Polar(
      angles: angles == .degrees ? nil : angles, zero: zero == .right ? nil : zero,
      clockwise: clockwise ? true : nil)
    if !names.isEmpty {
      panel.record.x.ticks = Panel.evenAngles(names.count).map { Samples.rounded($0) }
      panel.record.x.tickLabels = names
    }
    return panel
  }

  /// So many angles in radians, evenly spread around the circle from zero on.
  public static func evenAngles(_ count: Int) -> [Double] {
    (0..<max(0, count)).map { Double($0) * 2 * .pi / Double(count) }
  }
}

extension Figure {
  /// The figure with its panels in polar coordinates, as ``Panel/polar(angles:zero:clockwise:names:)``
  /// does it for one.
  public func polar(
    angles: PanelRecord.Polar.Angles = .degrees, zero: PanelRecord.Polar.Direction = .right,
    clockwise: Bool = false, names: [String] = []
  ) -> Figure {
    changed { $0.polar(angles: angles, zero: zero, clockwise: clockwise, names: names) }
  }

  /// The figure with its panels seen from another direction, as
  /// ``Panel/seen(elevation:azimuth:projection:)`` does it for one.
  public func seen(
    elevation: Double = 30, azimuth: Double = -60,
    projection: PanelRecord.View.Projection = .perspective
  ) -> Figure {
    changed { $0.seen(elevation: elevation, azimuth: azimuth, projection: projection) }
  }

  private func changed(_ change: (Panel) -> Panel) -> Figure {
    var figure = self
    figure.record.panels = record.panels.map { change(Panel($0)).record }
    return figure
  }
}
