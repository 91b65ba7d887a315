import Frames
import Testing

@Suite struct DataFrameTests {
  let frame = DataFrame([
    Series("rooms", [nil, 2.0, 4.0, nil]), Series("alley", ["Pave", nil, nil, nil]),
    Series("price", [127500, 106000, 178100, 140000]),
  ])

  @Test func positionsPickRowsAndColumns() {
    #expect(frame.iloc[..., 0..<2].columnNames == ["rooms", "alley"])
    #expect(frame.iloc[..., 2] == frame["price"])
    #expect(frame.iloc[.all, 0..<2] == frame.iloc[..., 0..<2])
    #expect(frame.iloc[.all, 2] == frame["price"])
    #expect(frame.iloc[1..<3, .all] == frame.iloc[1..<3])
    #expect(frame.iloc[1..<3].index.labels == ["1", "2"])
    #expect(frame.iloc[[0, -1], [-1, 0]].columnNames == ["price", "rooms"])
    #expect(frame.iloc[[0, -1], [-1, 0]].index.labels == ["0", "3"])
    #expect(frame.iloc[3, 2] == .int(140000))
    #expect(frame.iloc[0, 0] == .missing)
    #expect(frame.iloc[2...].rowCount == 2)
    #expect(frame.iloc[(-3)...].index.labels == ["1", "2", "3"])
    #expect(frame.iloc[..<(-1)].rowCount == 3)
    #expect(frame.iloc[0..<99].rowCount == 4)
    #expect(frame.iloc[1..<3, 2] == frame["price"].selecting([1, 2]))
  }

  @Test func gapsAreCountedDroppedAndFilled() {
    #expect(
      frame.isNull().sum()
        == Series(
          "sum", storage: .int([2, 3, 0]), index: .names(["rooms", "alley", "price"])))
    #expect(frame.isNull().sum().idxMax() == "alley")
    #expect(frame.dropColumns("alley").columnNames == ["rooms", "price"])
    #expect(frame.dropNull().rowCount == 0)
    #expect(frame.dropColumns("alley").dropNull().index.labels == ["1", "2"])
    #expect(frame.dropNullColumns().columnNames == ["price"])
    #expect(frame.fillNull(frame.mean())["rooms"] == Series("rooms", [3.0, 2, 4, 3]))
    #expect(frame.fillNull("none")["alley"].nullCount == 0)
    #expect(frame.fillNull(0)["rooms"].sum() == 6)
  }

  @Test func statisticsAgreeWithPandas() {
    let series = Series("x", [1, 2, nil, 4, 10.0])
    #expect(series.sum() == 17)
    #expect(series.mean() == 4.25)
    #expect(abs(series.std() - 4.031128874149275) < 1e-15)
    #expect(abs(series.std(correction: 0) - 3.491060010942235) < 1e-15)
    #expect(series.median() == 3)
    #expect(series.quantile(0.25) == 1.75)
    #expect(series.min() == 1)
    #expect(series.max() == 10)
    #expect(Series("e", [Double]()).mean().isNaN)
    #expect(Series("e", [1.0]).std().isNaN)
    #expect(frame.mean()["price"] == .double(137900))
    #expect(frame.mean().index.labels == ["rooms", "price"])
    let table = frame.describe()
    #expect(table.index.labels == ["count", "mean", "std", "min", "25%", "50%", "75%", "max"])
    #expect(table["price"]["75%"] == .double(149525))
  }

  @Test func oneHotNamesAndOrderAreThoseOfGetDummies() {
    let encoded = frame.oneHot(dummyNA: true)
    #expect(encoded.columnNames == ["rooms", "price", "alley_Pave", "alley_nan"])
    #expect(encoded["alley_Pave"] == Series("alley_Pave", [1, 0, 0, 0]))
    #expect(encoded["alley_nan"] == Series("alley_nan", [0, 1, 1, 1]))
    let text = DataFrame([Series("t", ["b", "a", "B", nil])])
    #expect(text.oneHot().columnNames == ["t_B", "t_a", "t_b"])
    #expect(DataFrame([Series("t", ["a"])]).oneHot(dummyNA: true)["t_nan"].sum() == 0)
  }

  @Test func columnsAreReplacedAppendedAndTransformed() {
    var copy = frame
    copy["price"] = copy["price"] / 1000
    copy["area"] = Series("", [1, 2, 3, 4])
    #expect(copy.columnNames == ["rooms", "alley", "price", "area"])
    #expect(copy["price"].max() == 178.1)
    let numeric = copy.numericColumns
    copy[numeric] = copy[numeric].apply { ($0 - $0.mean()) / $0.std() }
    #expect(numeric == ["rooms", "price", "area"])
    #expect(abs(copy["area"].std() - 1) < 1e-12)
    #expect(abs(copy["area"].mean()) < 1e-12)
    #expect(frame["price"].max() == 178100)
  }

  @Test func rowsAreFilteredAndSorted() {
    #expect(frame[frame["price"].mask { $0 > 130000 }].index.labels == ["2", "3"])
    #expect(frame.filter { $0["alley"].text == "Pave" }.index.labels == ["0"])
    #expect(frame.sorted(by: "rooms").index.labels == ["1", "2", "0", "3"])
    #expect(frame.sorted(by: "rooms", ascending: false).index.labels == ["2", "1", "0", "3"])
    #expect(frame["rooms"].sorted(ascending: false).index.labels == ["2", "1", "0", "3"])
    #expect(frame.sorted(by: "price")["price"] == frame["price"].selecting([1, 0, 3, 2]))
  }

  @Test func rowsAndColumnsAreConcatenated() {
    let more = DataFrame([Series("price", [5]), Series("extra", ["x"])])
    let long = concat([frame, more])
    #expect(long.shape == (5, 4))
    #expect(long["price"].kind == .int)
    #expect(long["rooms"].nullCount == 3)
    #expect(long["extra"].nullCount == 4)
    #expect(long.index.labels == ["0", "1", "2", "3", "0"])
    let wide = concat([frame, DataFrame([Series("id", [1, 2, 3, 4])])], axis: .columns)
    #expect(wide.columnNames.last == "id")
    let mixed = concat([more, DataFrame([Series("price", [0.5]), Series("extra", [Double.nan])])])
    #expect(mixed["price"].kind == .double)
    #expect(mixed["extra"] == Series("extra", storage: .string(["x", nil]), index: mixed.index))
  }

  @Test func groupsAreSortedAndSkipMissingKeys() {
    let sales = DataFrame([
      Series("town", ["b", "a", nil, "b"]), Series("price", [1, 2, 3, 5]),
      Series("area", [1.0, nil, 3, 4]),
    ])
    let groups = sales.groupBy("town")
    #expect(groups.size() == Series("size", storage: .int([1, 2]), index: .names(["a", "b"])))
    #expect(groups.mean()["price"]["b"] == .double(3))
    #expect(groups.sum()["price"]["b"] == .int(6))
    #expect(groups.count()["area"]["a"] == .int(0))
    #expect(groups.aggregate(["price": .max, "area": .median])["area"]["b"] == .double(2.5))
  }

  @Test func joinsKeepTheRowsTheyShould() {
    let left = DataFrame([Series("k", [1, 2, 2, 3]), Series("v", ["a", "b", "c", "d"])])
    let right = DataFrame([Series("k", [2, 4, 1]), Series("v", [20, 40, 10])])
    let inner = left.joined(with: right, on: "k")
    #expect(inner.columnNames == ["k", "v_x", "v_y"])
    #expect(inner["k"] == Series("k", [1, 2, 2]))
    #expect(inner["v_y"] == Series("v_y", [10, 20, 20]))
    #expect(left.joined(with: right, on: "k", how: .left)["v_y"].nullCount == 1)
    let outer = left.joined(with: right, on: "k", how: .outer)
    #expect(outer["k"] == Series("k", [1, 2, 2, 3, 4]))
    #expect(outer["v_x"] == Series("v_x", ["a", "b", "c", "d", nil]))
    #expect(left.joined(with: right, on: "k", how: .right)["k"] == Series("k", [2, 2, 4, 1]))
  }

  @Test func valuesAreCounted() {
    let series = Series("t", ["x", "y", "y", nil, "x", "z"])
    #expect(
      series.valueCounts()
        == Series(
          "count", storage: .int([2, 2, 1]), index: .names(["x", "y", "z"])))
    #expect(series.unique().count == 4)
  }
}
