import Foundation
public import Frames

/// House sales in Ames, Iowa, 2006-2010, for predicting prices.
///
/// Two forms can be read: the table that comes with this module, and the two files of Kaggle's
/// competition where a user has them (they may not be passed on). Credit for the data goes to the
/// Ames assessor's office and to De Cock (2011); see `Resources/ATTRIBUTION.md`.
public enum HousePrices {
  /// The table that comes with this module: 2930 sales, 73 features and `Sale_Price`.
  ///
  /// It has no missing value: an absent feature is a category such as `No_Pool`.
  ///
  /// - Throws: `DatasetError` or `CSVError` where the resource is absent or damaged.
  public static func ames() throws -> DataFrame {
    guard
      let path = Bundle.module.path(forResource: "ames.csv", ofType: "gz", inDirectory: "Resources")
    else {
      throw DatasetError.missing(
        path: "ames.csv.gz", advice: "the resources of the module Datasets were not installed")
    }
    return try readCSV(bytes: Gzip.read(path), file: "ames.csv.gz")
  }

  /// Kaggle's two tables, as read from the user's own files.
  public struct Competition: Sendable {
    /// The sales whose price is known: `Id`, 79 features and `SalePrice`.
    public var train: DataFrame
    /// The sales whose price is asked for: `Id` and the 79 features.
    public var test: DataFrame

    /// The features of both tables, training rows first, ready for a model.
    ///
    /// Numeric columns are standardised with the mean and the sample standard deviation of all
    /// rows, and their gaps become 0, the mean. Text columns are one-hot encoded with a column for
    /// missing values. Kaggle's tables give 331 columns.
    public func features() -> DataFrame {
      let all = concat([
        train.dropColumns("Id", "SalePrice"), test.dropColumns("Id"),
      ])
      return HousePrices.prepared(all)
    }

    /// The prices of the training rows.
    public var prices: Series { train["SalePrice"] }
  }

  /// Kaggle's `train.csv` and `test.csv` of "House Prices: Advanced Regression Techniques".
  ///
  /// - Parameters:
  ///   - trainPath: The file with the column `SalePrice`.
  ///   - testPath: The file without it.
  /// - Throws: `DatasetError.missing` where a file is absent, `.damaged` where it lacks a column
  ///   that it must have, `CSVError` where it cannot be read as CSV.
  public static func kaggle(train trainPath: String, test testPath: String) throws -> Competition {
    let train = try table(trainPath, required: ["Id", "SalePrice"])
    let test = try table(testPath, required: ["Id"])
    let expected = train.columnNames.filter { $0 != "SalePrice" }
    guard test.columnNames == expected else {
      throw DatasetError.damaged(
        path: testPath, explanation: "its columns are not those of \(trainPath) without SalePrice")
    }
    return Competition(train: train, test: test)
  }

  /// A table of features made ready for a model: numbers standardised, gaps 0, texts one-hot encoded.
  public static func prepared(_ features: DataFrame) -> DataFrame {
    var features = features
    let numeric = features.numericColumns
    features[numeric] = features[numeric].apply { ($0 - $0.mean()) / $0.std() }
    features[numeric] = features[numeric].fillNull(0)
    return features.oneHot(dummyNA: true)
  }

  private static func table(_ path: String, required: [String]) throws -> DataFrame {
    guard FileManager.default.fileExists(atPath: path) else {
      throw DatasetError.missing(
        path: path,
        advice: "download it from kaggle.com/c/house-prices-advanced-regression-techniques")
    }
    let frame = try readCSV(bytes: Gzip.read(path), file: path)
    for name in required where !frame.hasColumn(name) {
      throw DatasetError.damaged(path: path, explanation: "it has no column '\(name)'")
    }
    return frame
  }
}
