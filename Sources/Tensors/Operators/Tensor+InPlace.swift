// Declared without `inout`: the tensor stays the same object, so a `let` can be written to.
extension Tensor {
  /// Adds in place: the memory stays, and every view of it sees the change.
  public static func += (left: Tensor, right: Tensor) { left.update(Ops.add, right) }
  /// Adds a number in place.
  public static func += (left: Tensor, right: some Scalar) {
    left.update(Ops.add, right)
  }
  /// Subtracts in place.
  public static func -= (left: Tensor, right: Tensor) { left.update(Ops.sub, right) }
  /// Subtracts a number in place.
  public static func -= (left: Tensor, right: some Scalar) {
    left.update(Ops.sub, right)
  }
  /// Multiplies in place.
  public static func *= (left: Tensor, right: Tensor) { left.update(Ops.mul, right) }
  /// Multiplies by a number in place.
  public static func *= (left: Tensor, right: some Scalar) {
    left.update(Ops.mul, right)
  }
  /// Divides in place; the tensor must be floating-point.
  public static func /= (left: Tensor, right: Tensor) { left.update(Ops.div, right) }
  /// Divides by a number in place; the tensor must be floating-point.
  public static func /= (left: Tensor, right: some Scalar) {
    left.update(Ops.div, right)
  }

  /// Writes one number into every element.
  public func fill(_ value: some Scalar) {
    assign(Tensor(wrapping: value), operation: "fill")
  }

  /// Writes 0 into every element.
  public func zero() { fill(0) }

  /// Writes another tensor's elements into this one, converted and broadcast.
  public func copy(from other: Tensor) { assign(other, operation: "copy") }

  /// Computes `operation` with this tensor as left operand and result, and a number as right one.
  private func update(_ operation: Binary, _ number: some Scalar) {
    // A contiguous tensor outside of any recording needs none of the checks of the general form.
    if base == nil || !GradMode.isEnabled,
      operation.direct(
        self, number.doubleValue, type(of: number).dtype, scalarFirst: false, into: self) != nil
    {
      storage.version += 1
      return
    }
    update(operation, Tensor(wrapping: number))
  }

  /// Computes `operation` with this tensor as left operand and result.
  private func update(_ operation: Binary, _ other: Tensor) {
    let name = "\(operation.operation.name) in place"
    checkWritable(name)
    let result = operation.resultType(self, other)
    if result.category > dtype.category {
      fail(
        name, "the result is \(result), the tensor \(dtype)",
        rule: "a result in place must not lose its kind of number",
        hint: "convert the tensor first, or write x = x + y")
    }
    let shape = checkBroadcast(name, layout.shape, other.layout.shape)
    if shape != layout.shape {
      fail(
        name, "the result has shape \(shape), the tensor \(layout.shape)",
        rule: "a result in place must have the tensor's shape", hint: "write x = x + y")
    }
    if isRecording(self, other) || base.map({ isRecording($0) }) == true {
      // The old value may be needed for the gradient, and this memory is about to change.
      let old = other.isTracked ? clone() : self
      assign(operation(old, other), operation: name)
      return
    }
    let isSafe = other.storage !== storage || other.layout == layout
    let operand = isSafe ? other : other.convertedCopy(other.dtype)
    if dtype == result && dtype != .float16 {
      operation.write(self, operand, to: self)
    } else {
      copyElements(from: operation.forward(self, operand), to: self)
    }
    storage.version += 1
  }
}
