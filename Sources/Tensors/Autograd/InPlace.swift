extension Ops {
  static let copySlices = Operation(
    "copySlices", "A write into a part of a tensor.", torch: "CopySlices")
}

extension Tensor {
  /// Writes the elements of another tensor into this one, converted and broadcast.
  ///
  /// The base of all writing in place. Where gradients are recorded, this tensor's place in the
  /// graph becomes that of the written value; a write into a view gives its base a new step.
  package func assign(_ value: Tensor, operation: String) {
    checkWritable(operation)
    guard let expanded = value.layout.broadcasting(to: layout.shape) else {
      fail(
        operation, "a value of shape \(value.layout.shape) for shape \(layout.shape)",
        rule: "the value must broadcast to the shape that is written to")
    }
    let isSame = value.storage === storage
    let source = Tensor(storage: value.storage, layout: expanded, dtype: value.dtype)
    // Reading and writing the same memory at different places needs a copy in between.
    let safe = isSame && value.layout != layout ? source.convertedCopy(value.dtype) : source
    let isRecorded = GradMode.isEnabled && (value.isTracked || isTracked || base?.isTracked == true)
    if value.numel == 1 && !isSame {
      fillFrom(value)
    } else {
      copyElements(from: safe, to: self)
    }
    storage.version += 1
    if GradMode.carriesTangents { writeTangent(of: value) }
    if isRecorded && dtype.isFloatingPoint { rebase(on: value) }
  }

  /// Gives the written part the directional derivative of the value.
  private func writeTangent(of value: Tensor) {
    let owner = base ?? self
    if value.tangent == nil && owner.tangent == nil { return }
    let tangent = owner.tangent?.convertedCopy(owner.dtype) ?? Tensor.zerosLike(owner)
    let part = Tensor(storage: tangent.storage, layout: layout, dtype: dtype)
    let written = value.tangent ?? Tensor.zeros([], dtype: dtype)
    copyElements(from: written.detachedAlias.expand(shape), to: part)
    owner.tangent = tangent
    if base != nil {
      self.tangent = Tensor(storage: tangent.storage, layout: layout, dtype: dtype)
    }
  }

  private func fillFrom(_ value: Tensor) {
    if value.dtype.isFloatingPoint {
      fillElements(self, value.element(at: 0) as Double)
    } else {
      fillElements(self, value.element(at: 0) as Int)
    }
  }

  /// Fails where a write would change a leaf behind the graph's back.
  package func checkWritable(_ operation: String) {
    if layout.hasOverlap {
      fail(
        operation, "several positions of the tensor share one element",
        rule: "an expanded tensor can't be written to", hint: "clone() it first")
    }
    guard GradMode.isEnabled else { return }
    let owner = base ?? self
    if owner.isLeaf && owner.leaf?.requiresGrad == true {
      fail(
        operation,
        base == nil
          ? "the tensor is a leaf that requires gradients"
          : "the tensor is a view of a leaf that requires gradients",
        rule: "a leaf can't be changed in place while operations are recorded",
        hint: "update parameters inside noGrad { }, or write x = x + y")
    }
  }

  /// Gives this tensor the place in the graph of the value just written to it.
  private func rebase(on value: Tensor) {
    if let base {
      let part = layout
      let valueShape = value.layout.shape
      let shape = base.layout.shape
      let node = Node(
        Ops.copySlices,
        edges: [base.edge, value.isTracked ? value.edge : Edge(node: nil, output: 0)],
        saved: [], outputs: .single(shape, base.dtype)
      ) { pass in
        let gradient = pass.gradient.contiguous()
        let rest = gradient * maskWithout(part, shape, gradient.dtype)
        let written = Ops.view(Ops.asStrided, gradient) { _ in
          var moved = part
          moved.offset += gradient.layout.offset
          return moved
        }
        return [rest, written.summed(to: valueShape)]
      }
      base.recordedNode = node
      base.outputIndex = 0
      base.graphVersion += 1
    } else if value.isTracked {
      let valueShape = value.layout.shape
      let node = Node(
        Ops.copySlices, edges: [value.edge], saved: [], outputs: .single(layout.shape, dtype)
      ) { pass in [pass.gradient.summed(to: valueShape)] }
      recordedNode = node
      outputIndex = 0
      graphVersion += 1
    } else {
      recordedNode = nil
      graphVersion += 1
    }
  }
}

/// Ones with zeros where a view lies.
private func maskWithout(_ part: Layout, _ shape: Dimensions, _ dtype: DType) -> Tensor {
  let mask = Tensor.ones(shape.array, dtype: dtype)
  fillElements(Tensor(storage: mask.storage, layout: part, dtype: dtype), 0)
  return mask
}
