import Datasets
import Foundation
import Frames
import Testing

@Suite struct HousePricesTests {
  @Test func theShippedTableIsWhole() throws {
    let ames = try HousePrices.ames()
    #expect(ames.shape == (2930, 74))
    #expect(ames.isNull().sum().sum() == 0)
    #expect(ames["Mas_Vnr_Type"].valueCounts()["None"] == .int(1775))
    #expect(ames["Sale_Type"].unique().contains(.string("WD ")))
    #expect(ames["Sale_Price"].kind == .int)
    #expect(ames.textColumns.count == 40)
  }

  @Test func theShippedTableGivesTheFeaturesOfTheReference() throws {
    let ames = try HousePrices.ames()
    #expect(HousePrices.prepared(ames.dropColumns("Sale_Price")).columnCount == 354)
  }

  @Test func filesOfKagglesFormBecome331Features() throws {
    let tables = try HousePrices.kaggle(
      train: try fixture("kaggle_form_train.csv"), test: try fixture("kaggle_form_test.csv"))
    #expect(tables.train.columnCount == 81)
    #expect(tables.test.columnCount == 80)
    #expect(tables.train.numericColumns.count == 38)
    let features = tables.features()
    #expect(features.columnCount == 331)
    #expect(features.isNull().sum().sum() == 0)
    #expect(features.hasColumn("MasVnrType_None"))
    #expect(features.hasColumn("MasVnrType_nan"))
    #expect(features.hasColumn("SaleType_WD"))
    #expect(abs(features["LotArea"].mean()) < 1e-12)
  }

  @Test func otherFilesAreRefused() throws {
    let test = try fixture("kaggle_form_test.csv")
    #expect(throws: DatasetError.self) { try HousePrices.kaggle(train: test, test: test) }
    #expect(throws: DatasetError.self) {
      try HousePrices.kaggle(train: "/nowhere/train.csv", test: test)
    }
  }

  private func fixture(_ name: String) throws -> String {
    try #require(Bundle.module.path(forResource: name, ofType: nil, inDirectory: "Fixtures"))
  }
}
