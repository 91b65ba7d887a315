import Figures
import Records
import Testing

@Suite("Ticks")
struct TickTests {
  /// One line of the fixtures.
  struct Case {
    var lower: Double
    var upper: Double
    var bins: Int
    var labels: [String]
    var exponent: Int
    var offset: Double
  }

  static let cases: [Case] = TickFixtures.linear.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.split(separator: " ").map(String.init) }
    guard parts.count == 4, parts[0].count == 3, let lower = Double(parts[0][0]),
      let upper = Double(parts[0][1]), let bins = Int(parts[0][2]), let exponent = Int(parts[2][0]),
      let offset = Double(parts[3][0])
    else { return nil }
    return Case(
      lower: lower, upper: upper, bins: bins, labels: parts[1], exponent: exponent, offset: offset)
  }

  @Test("linear axes have Matplotlib's ticks and labels")
  func linear() {
    #expect(Self.cases.count > 350)
    var quirks = 0
    for item in Self.cases {
      let scale = AxisScale(lower: item.lower, upper: item.upper)
      let ticks = Ticks.choose(for: scale, axis: AxisRecord(), count: item.bins)
      if ticks.major.map(\.label) != item.labels {
        // In double precision 134.5 // 0.1 is 1344, which makes Matplotlib take 134.4 out of
        // labels here and there. Ours count exactly and keep the plain numbers.
        #expect(item.offset != 0, "\(item)")
        quirks += 1
        continue
      }
      if item.exponent == 0, item.offset == 0 {
        #expect(ticks.common == nil, "\(item)")
      } else if item.exponent != 0 {
        #expect(ticks.common?.contains("×10^{\(item.exponent)}") == true, "\(item)")
      }
    }
    #expect(quirks <= 4)
  }

  @Test("every axis has at least one tick, in order and within its ends")
  func order() {
    for kind in AxisRecord.Scale.allCases {
      for (lower, upper) in [(0.5, 3.0), (1, 1e6), (0.01, 0.02), (3, 4e12), (1e-9, 2e-9)] {
        for count in 1...9 {
          let scale = AxisScale(kind: kind, lower: lower, upper: upper)
          let ticks = Ticks.choose(for: scale, axis: AxisRecord(), count: count)
          #expect(!ticks.major.isEmpty, "\(kind) \(lower) \(upper) \(count)")
          let values = ticks.major.map(\.value)
          #expect(values == values.sorted())
          let slack = (upper - lower) * 1e-9
          #expect(values.allSatisfy { $0 >= lower - slack && $0 <= upper + slack })
          #expect(Set(ticks.major.map(\.label)).count == values.count, "\(ticks.major)")
        }
      }
    }
  }

  @Test("decades are powers of ten with a minus sign in front of negative exponents")
  func decades() {
    let scale = AxisScale(kind: .log, lower: 0.01, upper: 100)
    let ticks = Ticks.choose(for: scale, axis: AxisRecord(), count: 9)
    #expect(ticks.major.map(\.label) == ["10^{-2}", "10^{-1}", "10^{0}", "10^{1}", "10^{2}"])
    #expect(ticks.minor.count == 32)
  }

  @Test("dates fall on whole units of the calendar")
  func dates() {
    // 2024-01-15 to 2024-06-15
    let scale = AxisScale(kind: .date, lower: 1_705_276_800, upper: 1_718_409_600)
    let ticks = Ticks.choose(for: scale, axis: AxisRecord(), count: 5)
    #expect(ticks.major.map(\.label) == ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"])
    #expect(ticks.major[1].value == 1_709_251_200)
    let day = AxisScale(kind: .date, lower: 1_705_276_800, upper: 1_705_276_800 + 6 * 3600)
    let hours = Ticks.choose(for: day, axis: AxisRecord(), count: 6)
    #expect(hours.major.map(\.label).prefix(2) == ["00:00", "01:00"])
    #expect(hours.common == "2024-01-15")
  }

  @Test("the symmetric scale is continuous, odd and invertible in its order")
  func symmetric() {
    let scale = AxisScale(kind: .symlog, lower: -1000, upper: 1000)
    #expect(abs(scale.place(0) - 0.5) < 1e-12)
    let places = [-1000.0, -10, -1, -0.5, 0, 0.5, 1, 10, 1000].map(scale.place)
    #expect(places == places.sorted())
    #expect(abs(scale.place(1.0000001) - scale.place(0.9999999)) < 1e-6)
  }

  @Test("numbers are written with a real minus sign and no idle zeros")
  func numbers() {
    #expect(NumberFormat.fixed(-0.04, decimals: 1) == "0.0")
    #expect(NumberFormat.fixed(-1.25, decimals: 2) == "\u{2212}1.25")
    #expect(NumberFormat.short(0.1) == "0.1")
    #expect(NumberFormat.short(1_234_567) == "1.23457×10^{6}")
    #expect(NumberFormat.short(-1e-7) == "\u{2212}1×10^{-7}")
  }
}
