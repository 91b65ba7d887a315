public import Tensors

extension Tensor: PlotData {
  /// The elements in row-major order.
  public var plotValues: [Double] { scalars(as: Double.self) }
  /// The extents.
  public var plotShape: [Int] { shape }
}

extension Tensor: PlotGrid {
  /// The elements of a tensor with two axes that are longer than one; one axis is a row.
  public var plotGrid: Grid {
    let extents = shape.filter { $0 != 1 }
    if shape.count == 2 { return Grid(rows: shape[0], columns: shape[1], values: plotValues) }
    if extents.count == 2 {
      return Grid(rows: extents[0], columns: extents[1], values: plotValues)
    }
    if extents.count <= 1 { return Grid(rows: 1, columns: numel, values: plotValues) }
    fail(
      "plot", "a tensor of shape \(shape) is given for a matrix",
      rule: "a matrix has two axes", hint: "select or reshape first")
  }
}

extension Tensor: PlotPicture {
  /// A picture from a tensor of shape (height, width), (channels, height, width) or
  /// (height, width, channels), with one or three channels.
  ///
  /// Numbers between 0 and 1 are shares of full brightness, bytes are bytes; see
  /// ``Picture/init(rows:columns:channels:values:)``.
  public var plotPicture: Picture {
    var shape = self.shape
    while shape.count > 3, shape[0] == 1 { shape.removeFirst() }
    let values = plotValues
    if shape.count == 2 { return Picture(rows: shape[0], columns: shape[1], values: values) }
    if shape.count == 3, shape[2] == 1 || shape[2] == 3, shape[0] != 1, shape[0] != 3 {
      return Picture(rows: shape[0], columns: shape[1], channels: shape[2], values: values)
    }
    guard shape.count == 3, shape[0] == 1 || shape[0] == 3 else {
      fail(
        "showImages", "a tensor of shape \(self.shape) is given for a picture",
        rule:
          "a picture is (height, width), (channels, height, width) or (height, width, channels) "
          + "with one or three channels",
        hint: "for a batch pass an array of its elements")
    }
    let size = shape[1] * shape[2]
    let interleaved = (0..<size).flatMap { pixel in
      (0..<shape[0]).map { values[$0 * size + pixel] }
    }
    return Picture(rows: shape[1], columns: shape[2], channels: shape[0], values: interleaved)
  }
}

/// The pictures of a batch of shape (count, height, width) or (count, channels, height, width), in
/// rows.
public func showImages(
  _ batch: Tensor, columns: Int? = nil, titles: [String] = [], scale: Double = 0.9
) -> Figure {
  let shape = batch.shape
  guard shape.count == 3 || shape.count == 4 else {
    fail(
      "showImages", "a tensor of shape \(shape) is given for a batch of pictures",
      rule: "a batch is (count, height, width) or (count, channels, height, width)")
  }
  let images = (0..<shape[0]).map { batch[$0] }
  return showImages(images, columns: columns, titles: titles, scale: scale)
}
