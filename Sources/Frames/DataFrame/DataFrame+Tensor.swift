public import Tensors

extension DataFrame {
  /// The table as a tensor of shape (rows, columns).
  ///
  /// Missing values become NaN. Stops for a column of text; encode it first with `oneHot()`.
  ///
  /// - Parameter dtype: The tensor's dtype; float64 as in pandas when left out.
  public func toTensor(dtype: DType = .float64) -> Tensor {
    var entries = [Double](repeating: 0, count: rowCount * columnCount)
    for (place, column) in columns.enumerated() {
      if column.kind == .string {
        stop("toTensor", "'\(column.name)' holds text; encode it first with oneHot()")
      }
      for (row, value) in column.doubles.enumerated() {
        entries[row * columnCount + place] = value
      }
    }
    return Tensor(entries, shape: [rowCount, columnCount], dtype: dtype)
  }

  /// A frame of a tensor's columns.
  ///
  /// Stops unless the tensor has two axes and there is a name for each of its columns.
  public init(_ tensor: Tensor, columns names: [String]) {
    guard tensor.ndim == 2, tensor.shape[1] == names.count else {
      stop("DataFrame", "\(names.count) names for a tensor of shape \(tensor.shape)")
    }
    let (rows, width) = (tensor.shape[0], names.count)
    let values = tensor.scalars(as: Double.self)
    self.init(
      names.enumerated().map { place, name in
        Series(name, (0..<rows).map { values[$0 * width + place] })
      }, index: .positions(0..<rows))
  }
}

extension Series {
  /// The column as a tensor of shape (rows).
  ///
  /// Missing values become NaN. Stops for a column of text.
  ///
  /// - Parameter dtype: The tensor's dtype; int64 for whole numbers and float64 for others when left
  ///   out.
  public func toTensor(dtype: DType? = nil) -> Tensor {
    if case .int(let values) = storage {
      return Tensor(values, shape: [values.count], dtype: dtype ?? .int64)
    }
    return Tensor(doubles, shape: [count], dtype: dtype ?? .float64)
  }
}
