/// One way in which a figure is not the committed one.
public struct FigureDifference: Equatable, Sendable {
  /// Numbers that are compared pair by pair, and how far they are apart.
  public struct Numbers: Equatable, Sendable {
    /// The committed numbers.
    public var committed: [Double]
    /// The fresh numbers, as many.
    public var fresh: [Double]
  }

  /// Where: `panel 1, line 'loss', y`.
  public var place: String
  /// The committed side, in words.
  public var committed: String
  /// The fresh side, in words.
  public var fresh: String
  /// The numbers, when only numbers differ.
  public var numbers: Numbers?
}

/// Compares figures by what they show, not by how it is drawn.
///
/// Titles, labels, series and styles are compared to the letter, numbers with a tolerance. A gap
/// equals a gap, an infinity only itself.
public struct FigureComparison: Sendable {
  /// Whether two numbers count as the same.
  private let isClose: @Sendable (_ committed: Double, _ fresh: Double) -> Bool

  /// Creates a comparison with a rule for numbers.
  public init(isClose: @escaping @Sendable (_ committed: Double, _ fresh: Double) -> Bool) {
    self.isClose = isClose
  }

  /// Creates a comparison in which numbers may differ by `absolute` plus `relative` times the
  /// committed one.
  public init(relative: Double = 1e-5, absolute: Double = 1e-8) {
    self.init { committed, fresh in
      if committed == fresh || (committed.isNaN && fresh.isNaN) { return true }
      return (committed - fresh).magnitude <= absolute + relative * committed.magnitude
    }
  }

  /// All differences, in the order of the figure; none when it shows the same.
  public func differences(
    committed: FigureRecord, fresh: FigureRecord
  ) -> [FigureDifference] {
    if committed == fresh { return [] }
    var found = words("title", committed.title, fresh.title)
    found += words("alt text", committed.altText, fresh.altText)
    if committed.size != fresh.size {
      found.append(difference("size", "\(size(committed))", "\(size(fresh))"))
    }
    if committed.grid != fresh.grid {
      found.append(difference("arrangement", grid(committed), grid(fresh)))
    }
    found += words("colour bar", committed.colorBar?.label, fresh.colorBar?.label)
    if committed.panels.count != fresh.panels.count {
      found.append(
        difference("panels", "\(committed.panels.count) panels", "\(fresh.panels.count) panels"))
      return found
    }
    for (index, pair) in zip(committed.panels, fresh.panels).enumerated() where pair.0 != pair.1 {
      let place = committed.panels.count > 1 ? "panel \(index + 1), " : ""
      found += panels(pair.0, pair.1, place)
    }
    // Something differs that has no words of its own: say so rather than nothing.
    if found.isEmpty, !sameBesidesNumbers(committed, fresh) {
      found.append(difference("look", "as committed", "changed"))
    }
    return found
  }

  private func panels(
    _ old: PanelRecord, _ new: PanelRecord, _ place: String
  ) -> [FigureDifference] {
    var found = words(place + "title", old.title, new.title)
    if old.polar != new.polar {
      func coordinates(_ panel: PanelRecord) -> String {
        panel.polar.map { "polar, \($0.spoken)" } ?? "straight axes"
      }
      found.append(difference(place + "coordinates", coordinates(old), coordinates(new)))
    }
    let isPolar = new.polar != nil
    let axes = [
      (isPolar ? "angular axis" : "horizontal axis", old.x, new.x),
      (isPolar ? "radial axis" : "vertical axis", old.y, new.y),
      ("second axis", old.secondY ?? AxisRecord(), new.secondY ?? AxisRecord()),
      ("depth axis", old.z ?? AxisRecord(), new.z ?? AxisRecord()),
    ]
    for (name, oldAxis, newAxis) in axes where oldAxis != newAxis {
      found += self.axes(oldAxis, newAxis, place + name)
    }
    if old.marks.map(\.kindName) != new.marks.map(\.kindName) {
      found.append(
        difference(
          place + "marks", old.marks.map(\.kindName).joined(separator: ", "),
          new.marks.map(\.kindName).joined(separator: ", ")))
      return found
    }
    for (index, pair) in zip(old.marks, new.marks).enumerated() where pair.0 != pair.1 {
      let name = pair.0.name.map { " '\($0)'" } ?? (old.marks.count > 1 ? " \(index + 1)" : "")
      found += marks(pair.0, pair.1, "\(place)\(pair.0.kindName)\(name)")
    }
    return found
  }

  private func axes(_ old: AxisRecord, _ new: AxisRecord, _ place: String) -> [FigureDifference] {
    var found = words(place, old.label, new.label)
    if old.scale != new.scale {
      found.append(difference(place + ", scale", old.scale.rawValue, new.scale.rawValue))
    }
    func limits(_ axis: AxisRecord) -> [Double] {
      [axis.lower ?? .nan, axis.upper ?? .nan] + (axis.ticks ?? [])
    }
    found += numbers(place + ", limits", limits(old), limits(new))
    found += words(
      place + ", ticks", old.tickLabels?.joined(separator: ", "),
      new.tickLabels?.joined(separator: ", "))
    func look(_ axis: AxisRecord) -> AxisRecord {
      var axis = axis
      (axis.label, axis.scale, axis.lower, axis.upper) = (nil, .linear, nil, nil)
      (axis.ticks, axis.tickLabels) = (nil, nil)
      return axis
    }
    if look(old) != look(new) {
      found.append(difference(place + ", look", "as committed", "changed"))
    }
    return found
  }

  private func marks(_ old: Mark, _ new: Mark, _ place: String) -> [FigureDifference] {
    let (oldColumns, newColumns) = (old.columns, new.columns)
    var found: [FigureDifference] = []
    for (name, values) in oldColumns {
      guard let other = newColumns.first(where: { $0.name == name }) else {
        found.append(difference("\(place), \(name)", "\(values.count) numbers", "none"))
        continue
      }
      found += numbers("\(place), \(name)", values, other.values)
    }
    for (name, values) in newColumns where !oldColumns.contains(where: { $0.name == name }) {
      found.append(difference("\(place), \(name)", "none", "\(values.count) numbers"))
    }
    if old.withoutNumbers != new.withoutNumbers {
      let names = (old.name ?? "", new.name ?? "")
      found.append(
        names.0 == names.1
          ? difference("\(place), look", "as committed", "changed")
          : difference("\(place), name", names.0, names.1))
    }
    return found
  }

  private func numbers(
    _ place: String, _ old: [Double], _ new: [Double]
  ) -> [FigureDifference] {
    if old.count != new.count {
      return [difference(place, "\(old.count) numbers", "\(new.count) numbers")]
    }
    guard let first = zip(old, new).first(where: { !isClose($0, $1) }) else { return [] }
    return [
      FigureDifference(
        place: place, committed: Samples.text(first.0), fresh: Samples.text(first.1),
        numbers: FigureDifference.Numbers(committed: old, fresh: new))
    ]
  }

  private func sameBesidesNumbers(_ old: FigureRecord, _ new: FigureRecord) -> Bool {
    func bare(_ figure: FigureRecord) -> FigureRecord {
      var figure = figure
      for index in figure.panels.indices {
        figure.panels[index].marks = figure.panels[index].marks.map(\.withoutNumbers)
        figure.panels[index].x = AxisRecord()
        figure.panels[index].y = AxisRecord()
        figure.panels[index].secondY = figure.panels[index].secondY.map { _ in AxisRecord() }
        figure.panels[index].z = figure.panels[index].z.map { _ in AxisRecord() }
      }
      return figure
    }
    return bare(old) == bare(new)
  }

  private func words(_ place: String, _ old: String?, _ new: String?) -> [FigureDifference] {
    old == new ? [] : [difference(place, old ?? "none", new ?? "none")]
  }

  private func difference(_ place: String, _ old: String, _ new: String) -> FigureDifference {
    FigureDifference(place: place, committed: old, fresh: new, numbers: nil)
  }

  private func size(_ figure: FigureRecord) -> String {
    figure.size.map { "\($0.width) by \($0.height)" } ?? "the report's"
  }

  private func grid(_ figure: FigureRecord) -> String {
    figure.grid.map { "\($0.rows) by \($0.columns)" } ?? "one below the other"
  }
}
