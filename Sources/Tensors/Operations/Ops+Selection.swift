internal import CKernels

extension Ops {
  static let whereOperation = Operation(
    "where", "The first element where the condition holds, else the second.", torch: "torch.where")
  static let clampOperation = Operation(
    "clamp", "The element, moved to the nearest bound where it lies outside.", torch: "torch.clamp")

  /// Elements of `a` where the condition holds, else of `b`; all three are broadcast.
  static func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    if condition.dtype != .bool {
      fail(
        "where", "the condition is \(condition.dtype)", rule: "the condition is a bool tensor",
        hint: "compare, for instance condition .!= 0")
    }
    let result = promotedType(a, b)
    let pair = checkBroadcast("where", a.layout.shape, b.layout.shape)
    let shape = checkBroadcast("where", condition.layout.shape, pair)
    let output = Tensor(uninitialized: shape, dtype: result)
    choose(condition, a.asOperand(result), b.asOperand(result), output)
    guard isRecording(a, b) else { return output }
    let shapes = (a.layout.shape, b.layout.shape)
    return record(whereOperation, [a, b], output, saving: [condition]) { pass in
      let condition = pass.saved(0)
      let zero = Tensor.zeros([], dtype: pass.gradient.dtype)
      return [
        pass.needs(0) ? select(condition, pass.gradient, zero).summed(to: shapes.0) : nil,
        pass.needs(1) ? select(condition, zero, pass.gradient).summed(to: shapes.1) : nil,
      ]
    }
  }

  private static func choose(_ condition: Tensor, _ a: Tensor, _ b: Tensor, _ output: Tensor) {
    if output.numel == 0 { return }
    let shape = output.layout.shape
    guard let conditionLayout = condition.layout.broadcasting(to: shape),
      let aLayout = a.layout.broadcasting(to: shape),
      let bLayout = b.layout.broadcasting(to: shape)
    else { return }
    let test = condition.pointer.assumingMemoryBound(to: Bool.self)
    let strides = output.layout.strides
    _ = shape.withPointer { shape in
      conditionLayout.strides.withPointer { testStrides in
        aLayout.strides.withPointer { aStrides in
          bLayout.strides.withPointer { bStrides in
            strides.withPointer { strides in
              ck_where_nd(
                output.dtype.kernel, Int32(output.ndim), shape, test, testStrides, a.pointer,
                aStrides, b.pointer, bStrides, output.pointer, strides)
            }
          }
        }
      }
    }
  }

  /// Elements moved into low...high; NaN stays.
  static func clamp(_ x: Tensor, _ low: Double, _ high: Double) -> Tensor {
    if x.dtype == .bool { failUnsupported("clamp", .bool) }
    let source = x.storedAs(x.dtype == .float16 ? .float32 : x.dtype)
    let output = Tensor(uninitialized: x.layout.shape, dtype: source.dtype)
    let range = representable(x.dtype)
    _ = ck_clamp(
      source.dtype.kernel, source.pointer, Swift.max(low, range.lowerBound),
      Swift.min(high, range.upperBound), output.pointer, Int64(output.numel))
    let result = output.asOperand(x.dtype)
    // As in PyTorch, an element at a bound counts as outside.
    return record(clampOperation, [x], result, saving: [x]) { pass in
      let x = pass.saved(0)
      var gradient = pass.gradient
      let zero = Tensor.zeros([], dtype: gradient.dtype)
      if low > -Double.infinity { gradient = select(x .> low, gradient, zero) }
      if high < Double.infinity { gradient = select(x .< high, gradient, zero) }
      return [gradient]
    }
  }

  private static func representable(_ dtype: DType) -> ClosedRange<Double> {
    switch dtype {
    case .uint8: 0...255
    case .int32: Double(Int32.min)...Double(Int32.max)
    case .int64: Double(Int64.min)...Double(Int64.max).nextDown
    default: -Double.infinity...Double.infinity
    }
  }
}
