extension Tensor {
  /// A part of the tensor by position, range, mask or positions.
  ///
  /// Positions, ranges, `.newAxis` and `.stride(by:)` give a view: writing to it writes to this
  /// tensor. Masks and integer tensors give a copy. All can be assigned to, with a tensor or a
  /// number that is broadcast to the selected shape.
  ///
  /// ```swift
  /// X[-1]                            // the last row
  /// X[1..<3, .stride(by: 2)]         // rows 1 and 2, every second column
  /// X[.ellipsis, 0]                  // the first column
  /// X[X .> 0]                        // the positive elements
  /// X[0..<2, .all] = 12              // writes
  /// probabilities[Tensor.arange(n), labels]
  /// ```
  public subscript(_ indices: any TensorIndex...) -> Tensor {
    get { selected(indices) }
    set { write(indices, newValue) }
  }

  /// Writes a number into a part of the tensor: `X[1, 2] = 9`.
  ///
  /// Only chosen where a number is assigned; reading a part always gives a tensor.
  @_disfavoredOverload
  public subscript(_ indices: any TensorIndex...) -> any Scalar {
    get { selected(indices).item(Double.self) }
    set { write(indices, Tensor(wrapping: newValue)) }
  }

  private func selected(_ indices: [any TensorIndex]) -> Tensor {
    let plan = IndexPlan(indices, self)
    let part = Ops.view(Ops.slice, self, plan.view)
    if plan.positions.isEmpty { return part }
    let axes = PositionedAxes(part, plan.positions)
    let rows = Ops.indexSelect(axes.rows(part), axes.merged.reshape(-1), axis: 0)
    return axes.placed(rows.reshape(axes.shape.array + axes.rest))
  }

  private func write(_ indices: [any TensorIndex], _ value: Tensor) {
    let plan = IndexPlan(indices, self)
    let part = Ops.view(Ops.slice, self, plan.view)
    if plan.positions.isEmpty {
      part.assign(value, operation: "index assignment")
      return
    }
    let axes = PositionedAxes(part, plan.positions)
    guard
      broadcastShape(value.layout.shape, Dimensions(axes.selectedShape))
        == Dimensions(axes.selectedShape)
    else {
      fail(
        "index assignment", "a value of shape \(value.layout.shape) for \(axes.selectedShape)",
        rule: "the value must broadcast to the selected shape")
    }
    let values = axes.unplaced(value.to(dtype).expand(axes.selectedShape))
      .reshape([axes.merged.numel] + axes.rest)
    let target = part.permute(axes.order)
    let changed = Ops.indexPut(axes.rows(part), axes.merged.reshape(-1), values)
    target.assign(changed.reshape(target.shape), operation: "index assignment")
  }
}

extension Tensor: Sequence {
  /// The slices along axis 0, one after the other; all are views.
  public func makeIterator() -> AnyIterator<Tensor> {
    if ndim == 0 {
      fail("iteration", "the tensor is a scalar", rule: "iteration runs over axis 0")
    }
    var position = 0
    return AnyIterator {
      guard position < self.layout.shape[0] else { return nil }
      defer { position += 1 }
      return self[position]
    }
  }
}
