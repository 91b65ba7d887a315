extension AxisLayout {
  /// Draws ticks and texts beside a panel.
  func draw(_ scale: AxisScale, beside rect: Rect, in scene: inout Scene, showsTicks: Bool = true) {
    let context = self.context
    let length = side == .bottom ? rect.width : rect.height
    var majorPath = Path()
    var minorPath = Path()
    func tick(_ value: Double, _ size: Double, _ path: inout Path) {
      let place = scale.place(value) * length
      guard place >= -0.5, place <= length + 0.5 else { return }
      switch side {
      case .bottom:
        path.append(
          .segment(
            Point(x: rect.x + place, y: rect.maxY), Point(x: rect.x + place, y: rect.maxY + size)))
      case .left:
        path.append(
          .segment(
            Point(x: rect.x - size, y: rect.maxY - place), Point(x: rect.x, y: rect.maxY - place)))
      case .right:
        path.append(
          .segment(
            Point(x: rect.maxX, y: rect.maxY - place),
            Point(x: rect.maxX + size, y: rect.maxY - place)))
      }
    }
    if showsTicks {
      for item in ticks.major { tick(item.value, context.tickLength, &majorPath) }
      for value in ticks.minor { tick(value, context.tickLength * 0.55, &minorPath) }
      scene.stroke(majorPath, .frame, Stroke(width: 0.8))
      scene.stroke(minorPath, .frame, Stroke(width: 0.6))
    }
    drawLabels(scale, rect, length, &scene)
    drawTitle(rect, &scene)
  }

  private func drawLabels(_ scale: AxisScale, _ rect: Rect, _ length: Double, _ scene: inout Scene)
  {
    let gap = context.tickLength + context.tickPad
    // All turned labels begin at one distance from their ticks, or tall ones would meet low ones.
    let tallest = labels.map(\.height).max() ?? 0
    for (tick, label) in zip(ticks.major, labels) {
      let place = scale.place(tick.value) * length
      switch side {
      case .bottom where angle == -45:
        scene.text(
          label, at: Point(x: rect.x + place + tallest * 0.3, y: rect.maxY + gap),
          anchor: Anchor(x: 1, y: 0), angle: angle, .ink)
      case .bottom where angle == -90:
        scene.text(
          label, at: Point(x: rect.x + place, y: rect.maxY + gap), anchor: .right, angle: angle,
          .ink)
      case .bottom:
        scene.text(
          label,
          at: Point(x: rect.x + place, y: rect.maxY + gap + labelBaseline - label.baseline),
          anchor: .top, .ink)
      case .left:
        scene.text(
          label, at: Point(x: rect.x - gap, y: rect.maxY - place), anchor: .right, .ink)
      case .right:
        scene.text(
          label, at: Point(x: rect.maxX + gap, y: rect.maxY - place), anchor: .left, .ink)
      }
    }
  }

  private func drawTitle(_ rect: Rect, _ scene: inout Scene) {
    let outer = thickness
    // How far along the axis the text's own point of the same share lies.
    let share = labelPlace == .start ? 0 : labelPlace == .end ? 1 : 0.5
    let along = rect.maxY - rect.height * share
    switch side {
    case .bottom:
      scene.text(
        title, at: Point(x: rect.x + rect.width * share, y: rect.maxY + outer),
        anchor: Anchor(x: share, y: 1), .ink)
      scene.text(
        common, at: Point(x: rect.maxX, y: rect.maxY + outer), anchor: .bottomRight, .quiet)
    case .left:
      scene.text(
        title, at: Point(x: rect.x - outer, y: along), anchor: Anchor(x: share, y: 0), angle: -90,
        .ink)
      scene.text(common, at: Point(x: rect.x, y: rect.y - 2), anchor: .bottomLeft, .quiet)
    case .right:
      scene.text(
        title, at: Point(x: rect.maxX + outer, y: along), anchor: Anchor(x: share, y: 1),
        angle: -90, .ink)
      scene.text(common, at: Point(x: rect.maxX, y: rect.y - 2), anchor: .bottomRight, .quiet)
    }
  }
}
