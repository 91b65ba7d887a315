/// What a list of indices asks of a tensor: first a view, then positions along some of its axes.
struct IndexPlan {
  /// From a layout of the tensor's shape to the view.
  private var steps: [(inout Layout) -> Void] = []
  /// Tensors of positions for axes of the view.
  var positions: [(axis: Int, index: Tensor)] = []

  /// Applies the view part to a layout.
  func view(_ layout: Layout) -> Layout {
    var result = layout
    for step in steps { step(&result) }
    return result
  }

  init(_ indices: [any TensorIndex], _ x: Tensor) {
    let selections = indices.map(\.selection)
    let shape = x.layout.shape
    let open = shape.count - IndexPlan.consumed(selections, shape)
    var source = 0
    var axis = 0
    for selection in selections {
      switch selection {
      case .position(let index):
        let place = IndexPlan.checkPosition(index, axis: source, shape)
        let at = axis
        steps.append { $0 = $0.selecting(axis: at, index: place) }
        source += 1
      case .range(let start, let end, let step):
        let extent = shape[source]
        let range = IndexPlan.resolve(start, end, step, extent, shape)
        let at = axis
        if range.length != extent || step != 1 {
          steps.append {
            $0 = $0.slicing(axis: at, start: range.start, length: range.length, step: step)
          }
        }
        source += 1
        axis += 1
      case .ellipsis:
        source += open
        axis += open
      case .newAxis:
        let at = axis
        steps.append { $0 = $0.insertingAxis(at: at) }
        axis += 1
      case .tensor(let index):
        let found = IndexPlan.positions(of: index, axis: source, shape)
        for (offset, index) in found.enumerated() { positions.append((axis + offset, index)) }
        source += found.count
        axis += found.count
      }
    }
  }

  // MARK: - Checks

  private static func consumed(_ selections: [IndexSelection], _ shape: Dimensions) -> Int {
    var count = 0
    var ellipses = 0
    for selection in selections {
      switch selection {
      case .position, .range: count += 1
      case .tensor(let index): count += index.dtype == .bool ? Swift.max(index.ndim, 1) : 1
      case .ellipsis: ellipses += 1
      case .newAxis: break
      }
    }
    if ellipses > 1 {
      fail("index", "two ellipses", rule: "only one .ellipsis may stand between the brackets")
    }
    if count > shape.count {
      fail(
        "index", "\(count) indices for a tensor of shape \(shape)",
        rule: "there are at most as many indices as axes")
    }
    return count
  }

  private static func checkPosition(_ index: Int, axis: Int, _ shape: Dimensions) -> Int {
    let extent = shape[axis]
    if index < -extent || index >= extent {
      fail(
        "index", "\(index) is out of range for axis \(axis) of shape \(shape)",
        rule: extent == 0
          ? "an axis of extent 0 has no positions" : "an index lies in \(-extent)...\(extent - 1)")
    }
    return index < 0 ? index + extent : index
  }

  private static func resolve(
    _ start: Int?, _ end: Int?, _ step: Int, _ extent: Int, _ shape: Dimensions
  ) -> (start: Int, length: Int) {
    if step <= 0 {
      fail(
        "index", "a step of \(step)", rule: "steps are at least 1",
        hint: "use flip to reverse an axis")
    }
    func bound(_ value: Int) -> Int {
      Swift.min(Swift.max(value < 0 ? value + extent : value, 0), extent)
    }
    let first = bound(start ?? 0)
    let last = Swift.max(bound(end ?? extent), first)
    return (first, (last - first + step - 1) / step)
  }

  /// Integer positions for each axis an index tensor covers; a mask covers as many as it has.
  private static func positions(
    of index: Tensor, axis: Int, _ shape: Dimensions
  ) -> [Tensor] {
    if index.dtype == .bool && index.ndim > 0 {
      for offset in 0..<index.ndim where index.layout.shape[offset] != shape[axis + offset] {
        fail(
          "index", "a mask of shape \(index.layout.shape) for axes \(axis)... of shape \(shape)",
          rule: "a mask has the extents of the axes it selects from")
      }
      return nonzeroPositions(index)
    }
    if !index.dtype.isInteger {
      if index.numel == 0 { return [Tensor(uninitialized: index.layout.shape, dtype: .int64)] }
      fail(
        "index", "the index tensor is \(index.dtype)",
        rule: "index tensors hold integers, or are masks of bool")
    }
    return [wrappedPositions("index", index, extent: shape[axis])]
  }
}
