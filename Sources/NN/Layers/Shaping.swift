public import Tensors

/// The input itself.
open class Identity: Module {
  /// The input.
  open override func forward(_ input: Tensor) -> Tensor { input }
}

/// All axes from `startAxis` to `endAxis` made one; by default all but the batch axis.
open class Flatten: Module {
  private let startAxis: Int
  private let endAxis: Int

  /// A layer that joins a range of axes.
  public init(startAxis: Int = 1, endAxis: Int = -1) {
    self.startAxis = startAxis
    self.endAxis = endAxis
    super.init()
  }

  /// The input with fewer axes.
  open override func forward(_ input: Tensor) -> Tensor {
    input.flatten(start: startAxis, end: endAxis)
  }

  /// The axes.
  open override var extraDescription: String { "start_dim=\(startAxis), end_dim=\(endAxis)" }
}

/// One axis split into several.
open class Unflatten: Module {
  private let axis: Int
  private let shape: [Int]

  /// A layer that gives an axis the extents of `shape`.
  public init(axis: Int, shape: [Int]) {
    self.axis = axis
    self.shape = shape
    super.init()
  }

  /// The input with more axes.
  open override func forward(_ input: Tensor) -> Tensor {
    let place = axis < 0 ? axis + input.ndim : axis
    var extents = input.shape
    guard extents.indices.contains(place) else {
      fail("Unflatten", "axis \(axis) of shape \(extents)", rule: "the axis exists")
    }
    extents.replaceSubrange(place...place, with: shape)
    return input.reshape(extents)
  }

  /// The axis and its extents.
  open override var extraDescription: String { "dim=\(axis), unflattened_size=\(shape)" }
}

/// In training sets elements to 0 at random and scales the others up; else does nothing.
open class Dropout: Module {
  /// The probability of 0.
  public let p: Double

  /// A layer with a probability from 0 to 1.
  public init(_ p: Double = 0.5) {
    if !(0...1).contains(p) {
      fail("Dropout", "p is \(p)", rule: "a probability lies between 0 and 1")
    }
    self.p = p
    super.init()
  }

  /// The input with some elements dropped.
  open override func forward(_ input: Tensor) -> Tensor {
    dropout(input, p: p, training: isTraining)
  }

  /// The probability.
  open override var extraDescription: String { "p=\(pythonText(p)), inplace=False" }
}

/// A table with a learned row for each of a number of things.
open class Embedding: Module {
  /// The table, shape (things, features).
  public let weight: Parameter

  /// A table of `numEmbeddings` rows; it starts normally distributed.
  public init(_ numEmbeddings: Int, _ embeddingDim: Int, dtype: DType = .float32) {
    checkPositive(
      "Embedding", ["numEmbeddings": numEmbeddings, "embeddingDim": embeddingDim])
    weight = Parameter(Tensor.empty([numEmbeddings, embeddingDim], dtype: dtype))
    super.init()
    Init.normal(weight)
  }

  /// The rows that integers of any shape stand for.
  open override func forward(_ input: Tensor) -> Tensor { embedding(input, weight) }

  /// The table's size.
  open override var extraDescription: String { "\(weight.shape[0]), \(weight.shape[1])" }
}
