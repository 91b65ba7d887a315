extension Ticks {
  /// Whole years, months, days, hours, minutes or seconds of universal time.
  ///
  /// Labels carry what changes between ticks; what they share stands at the end of the axis.
  static func dates(_ scale: AxisScale, count: Int) -> Ticks {
    let range = scale.range
    let raw = (range.upperBound - range.lowerBound) / Double(max(1, count))
    if raw > 28 * 86_400 { return months(range, raw: raw / (30.436875 * 86_400)) }
    let units: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
      86_400, 172_800, 345_600, 604_800, 1_209_600,
    ]
    guard raw >= 1 else {
      let places = LinearTicks(range.lowerBound, range.upperBound, bins: count).visible
      let format = NumberFormat(places, range: range)
      return Ticks(major: places.map { Tick($0, format.text($0)) }, common: format.common)
    }
    func firstTick(_ step: Double) -> Double {
      // Weeks start on Mondays: 1970-01-05.
      let origin = step >= 604_800 ? 345_600.0 : 0
      return ((range.lowerBound - origin) / step).rounded(.up) * step + origin
    }
    let fitting = units.firstIndex { $0 >= raw } ?? units.count - 1
    // A short axis may lie between two multiples of its step.
    let chosen = (0...fitting).last { firstTick(units[$0]) <= range.upperBound } ?? 0
    let step = units[chosen]
    var ticks = Ticks(major: [])
    var place = firstTick(step)
    while place <= range.upperBound {
      let date = CivilDate(seconds: place)
      let label: String
      if step >= 86_400 {
        label = "\(date.twoDigits(date.month))-\(date.twoDigits(date.day))"
      } else if step >= 60 {
        label =
          date.secondOfDay == 0 && range.upperBound - range.lowerBound > 86_400
          ? "\(date.twoDigits(date.month))-\(date.twoDigits(date.day))" : date.clock
      } else {
        label = date.clock + ":" + date.twoDigits(date.secondOfDay % 60)
      }
      ticks.major.append(Tick(place, label))
      place += step
    }
    let from = CivilDate(seconds: range.lowerBound)
    let to = CivilDate(seconds: range.upperBound)
    if step >= 86_400 || (from.year, from.month, from.day) != (to.year, to.month, to.day) {
      ticks.common = from.year == to.year ? "\(from.year)" : "\(from.year)–\(to.year)"
    } else {
      ticks.common =
        "\(from.year)-\(from.twoDigits(from.month))-\(from.twoDigits(from.day))"
    }
    return ticks
  }

  /// The first day of a month counted from the year 0.
  private static func month(_ month: Int) -> CivilDate {
    CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
  }

  private static func tenTo(_ power: Int) -> Int {
    (0..<power).reduce(1) { value, _ in value * 10 }
  }

  private static func months(_ range: ClosedRange<Double>, raw: Double) -> Ticks {
    let steps =
      [1, 2, 3, 6] + (0..<6).flatMap { power in [12, 24, 60].map { $0 * Self.tenTo(power) } }
    let start = CivilDate(seconds: range.lowerBound)
    let end = CivilDate(seconds: range.upperBound)
    func firstMonth(_ step: Int) -> Int {
      let month = (start.year * 12 + start.month - 1) / step * step
      return range.contains(Self.month(month).seconds) ? month : month + step
    }
    let fitting = steps.firstIndex { Double($0) >= raw } ?? steps.count - 1
    let chosen =
      (0...fitting).last { range.contains(Self.month(firstMonth(steps[$0])).seconds) } ?? 0
    let step = steps[chosen]
    var ticks = Ticks(major: [])
    var month = firstMonth(step)
    while month <= end.year * 12 + 11 {
      let date = Self.month(month)
      if range.contains(date.seconds) {
        let label = step >= 12 ? "\(date.year)" : "\(date.year)-\(date.twoDigits(date.month))"
        ticks.major.append(Tick(date.seconds, label))
      }
      month += step
    }
    return ticks
  }
}

/// A day of the proleptic Gregorian calendar and a second in it, without leap seconds.
struct CivilDate {
  var year: Int
  var month: Int
  var day: Int
  var secondOfDay = 0

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a number of seconds since 1970-01-01.
  ///
  /// Days are counted from 0000-03-01, so that the leap day ends a year and months follow the cycle
  /// 153 days per five months.
  init(seconds: Double) {
    let whole = Int(seconds.rounded(.down))
    let days = whole >= 0 ? whole / 86_400 : -((-whole + 86_399) / 86_400)
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let cycle = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * cycle + 2) / 5 + 1
    month = cycle < 10 ? cycle + 3 : cycle - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    secondOfDay = whole - days * 86_400
  }

  /// The seconds since 1970-01-01.
  var seconds: Double {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Double(era * 146_097 + dayOfEra - 719_468) * 86_400 + Double(secondOfDay)
  }

  /// Hours and minutes.
  var clock: String { "\(twoDigits(secondOfDay / 3600)):\(twoDigits(secondOfDay / 60 % 60))" }

  func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
