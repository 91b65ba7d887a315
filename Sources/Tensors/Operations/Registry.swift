extension Operation {
  /// All operations of the engine, in the order of their families.
  public static let all: [Operation] = Ops.families.flatMap { $0 }

  /// The operation of a name, if there is one.
  public static func named(_ name: String) -> Operation? { all.first { $0.name == name } }
}

extension Ops {
  static let roundAxes: [Operation] = [
    Operation("tril", "The lower triangle of matrices."),
    Operation("triu", "The upper triangle of matrices."),
    Operation("trace", "The sum of the diagonal of a matrix."),
    Operation("diag", "A vector as a diagonal, or a diagonal as a vector."),
    Operation("tiled", "The whole tensor repeated along axes.", torch: "torch.tile"),
    Operation(
      "repeated", "Each position repeated in place.", torch: "torch.repeat_interleave"),
    Operation("diff", "The differences of neighbours along an axis."),
    Operation("meshgrid", "Grids of coordinates."),
    Operation(
      "oneHot", "For each integer a row with a single 1.",
      torch: "torch.nn.functional.one_hot", isDifferentiable: false),
    Operation("maskedFill", "A number where a mask is true.", torch: "torch.masked_fill"),
    Operation(
      "maskedSelect", "The elements where a mask is true.", torch: "torch.masked_select"),
    Operation("take", "Elements by position in the flattened tensor."),
    Operation(
      "nonzero", "The positions of elements that are not zero.", isDifferentiable: false),
    Operation(
      "nanToNum", "Numbers in place of NaN and infinities.", torch: "torch.nan_to_num"),
    Operation("unbind", "The slices along an axis."),
    Operation("flatten", "Several axes merged into one."),
    Operation("movedAxis", "One axis moved to another position.", torch: "torch.movedim"),
    Operation("narrow", "A range of positions of an axis."),
  ]

  /// All families; a new one is added here.
  static let families: [[Operation]] = [
    unary.map(\.operation), binary.map(\.operation), comparisons.map(\.operation),
    predicates.map(\.operation), [whereOperation, clampOperation], reductions, products,
    softmaxes, views, joining, gathering, roundAxes, linearAlgebra, sorting, fourier,
    [copySlices, accumulate],
  ]
}
