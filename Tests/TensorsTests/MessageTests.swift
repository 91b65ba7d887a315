import Tensors
import Testing

/// Every kind of mistake says what was given, which rule it breaks, and what helps.
@Suite struct MessageTests {
  private struct Mistake: Sendable, CustomStringConvertible {
    let text: String
    let body: @Sendable () -> Void
    var description: String { text.split(separator: "\n").first.map(String.init) ?? text }

    init(_ text: String, _ body: @escaping @Sendable () -> Void) {
      self.text = text
      self.body = body
    }
  }

  private static func f(_ shape: Int...) -> Tensor { Tensor.zeros(shape) }

  private static let mistakes: [Mistake] = [
    Mistake(
      """
      add: shapes [5, 4] and [5] do not fit: 4 meets 5 at axis -1
        rule: shapes are aligned at the right; extents must be equal, or one of them 1 or missing
        hint: reshape, insert an axis, or keep the reduced axis with keepDims: true
      """
    ) { _ = f(5, 4) + f(5) },
    Mistake(
      """
      matmul: shapes [2, 3] and [2, 3] do not fit: 3 meets 2
        rule: the last axis of the left operand meets the second to last of the right one
        hint: transpose the right operand: matmul(a, b.T)
      """
    ) { _ = matmul(f(2, 3), f(2, 3)) },
    Mistake(
      """
      matmul: the operands are float32 and int64
        rule: both must have the same dtype
        hint: convert one with .to(.float32)
      """
    ) { _ = matmul(f(2, 3), Tensor([[1], [2], [3]])) },
    Mistake(
      """
      sum: axis 2 does not exist
        rule: an axis of a tensor with 2 axes lies in -2...1
      """
    ) { _ = f(2, 3).sum(axis: 2) },
    Mistake(
      """
      index: 3 is out of range for axis 0 of shape [3, 4]
        rule: an index lies in -3...2
      """
    ) { _ = f(3, 4)[3] },
    Mistake(
      """
      index: 3 indices for a tensor of shape [3, 4]
        rule: there are at most as many indices as axes
      """
    ) { _ = f(3, 4)[0, 0, 0] },
    Mistake(
      """
      index: position 7 is out of range for an axis of extent 3
        rule: positions lie in -3...2
      """
    ) { _ = f(3)[Tensor([0, 7])] },
    Mistake(
      """
      index assignment: a value of shape [2] for shape [4]
        rule: the value must broadcast to the shape that is written to
      """
    ) { f(3, 4)[0] = f(2) },
    Mistake(
      """
      reshape: shape [2, 3] has 6 elements, [4, 2] has 8
        rule: the number of elements stays the same
      """
    ) { _ = f(2, 3).reshape(4, 2) },
    Mistake(
      """
      view: shape [3, 2] with strides [1, 3] can't be seen as [6]
        rule: a view needs a layout without gaps along the merged axes
        hint: use reshape, which copies where it must, or contiguous() first
      """
    ) { _ = f(2, 3).T.view(6) },
    Mistake(
      """
      mean: the tensor is int64
        rule: mean is defined for floating-point tensors
        hint: convert with .to(.float32)
      """
    ) { _ = Tensor([1, 2]).mean() },
    Mistake(
      """
      requiresGrad: the tensor is int64
        rule: only floating-point tensors can require gradients
        hint: convert with .to(.float32), or write the numbers with a decimal point
      """
    ) { Tensor([1, 2]).requiresGrad = true },
    Mistake(
      """
      backward: the tensor has shape [2], not one element
        rule: without a gradient argument a backward pass starts from a scalar
        hint: reduce with sum() or mean(), or pass backward(gradient:)
      """
    ) { (Tensor([1.0, 2], requiresGrad: true) * 2).backward() },
    Mistake(
      """
      backward: the graph behind SumBackward has already been used and freed
        rule: a recorded computation serves one backward pass
        hint: pass retainGraph: true to the first backward(), or compute the result again
      """
    ) {
      let y = Tensor([1.0, 2], requiresGrad: true).sum()
      y.backward()
      y.backward()
    },
    Mistake(
      """
      backward: the tensor does not require gradients and was not computed from any that does
        rule: a backward pass follows recorded operations
        hint: create an input with requiresGrad: true, and compute outside noGrad { }
      """
    ) { f(1).sum().backward() },
    Mistake(
      """
      backward: a tensor of shape [2] that MulBackward needs was changed in place (version 1, saved at version 0)
        rule: a tensor saved for the backward pass must not be written to before it has run
        hint: write x = x + y instead of x += y, or clone() before the write
      """
    ) {
      let x = Tensor([1.0, 2], requiresGrad: true)
      let y = Tensor([1.0, 2])
      let z = x * y
      y += 1
      z.sum().backward()
    },
    Mistake(
      """
      add in place: the tensor is a leaf that requires gradients
        rule: a leaf can't be changed in place while operations are recorded
        hint: update parameters inside noGrad { }, or write x = x + y
      """
    ) { Tensor([1.0], requiresGrad: true) += 1 },
    Mistake(
      """
      add in place: the result is float32, the tensor int64
        rule: a result in place must not lose its kind of number
        hint: convert the tensor first, or write x = x + y
      """
    ) { Tensor([1]) += 0.5 },
    Mistake(
      """
      add in place: the result has shape [2, 3], the tensor [3]
        rule: a result in place must have the tensor's shape
        hint: write x = x + y
      """
    ) { f(3) += f(2, 3) },
    Mistake(
      """
      add in place: several positions of the tensor share one element
        rule: an expanded tensor can't be written to
        hint: clone() it first
      """
    ) { f(1).expand(3) += 1 },
    Mistake(
      """
      item: the tensor has 2 elements (shape [2])
        rule: item() needs exactly one element
        hint: use scalars(as:), or reduce first
      """
    ) { _ = f(2).item() },
    Mistake(
      """
      count: the tensor is a scalar (shape [])
        rule: count is the extent of axis 0, and a scalar has no axes
        hint: use numel
      """
    ) { _ = Tensor(1.0).count },
    Mistake(
      """
      Tensor: lists of lengths 2 and 1 stand side by side
        rule: all lists at one depth have the same length
      """
    ) { _ = Tensor([[1, 2], [3]]) },
    Mistake(
      """
      cat: shapes [2, 3] and [2, 2] along axis 0
        rule: all extents but that of the joined axis must be equal
        hint: use stack to join along a new axis
      """
    ) { _ = cat([f(2, 3), f(2, 2)]) },
    Mistake(
      """
      floorDivide: an integer is divided by 0
        rule: integers have no infinity or NaN to stand for the result
        hint: convert to floating point first
      """
    ) { _ = floorDivide(Tensor([1]), Tensor([0])) },
    Mistake(
      """
      sub: not defined for bool
        rule: the operation has no meaning for this dtype
        hint: convert with .to(.int64) or use logical operators
      """
    ) { _ = Tensor([true]) - Tensor([false]) },
    Mistake(
      """
      shape: more than 8 axes
        rule: a tensor has at most 8 axes
        hint: merge axes with reshape
      """
    ) { _ = Tensor.zeros([1, 1, 1, 1, 1, 1, 1, 1, 1]) },
    Mistake(
      """
      SqrtBackward: returned NaN in the gradient of input 0
        rule: inside detectAnomaly { } gradients must be numbers
        hint: look at what sqrt was given: 0/0, log(0), or an infinite value
      """
    ) {
      let x = Tensor([0.0, 1.0], requiresGrad: true)
      detectAnomaly { (sqrt(x) * Tensor([0.0, 1.0])).sum().backward() }
    },
    Mistake(
      """
      max: shape [2, 0] has no elements along the reduced axes
        rule: an empty selection has no extreme element
      """
    ) { _ = f(2, 0).max(axis: 1) },
  ]

  @Test(arguments: mistakes.indices)
  func aMistakeSaysWhatIsWrong(_ index: Int) {
    let mistake = MessageTests.mistakes[index]
    #expect(failure(of: mistake.body)?.description == mistake.text)
  }

  private struct WrongShape: CustomFunction {
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 2 }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [gradient.sum()] }
  }

  @Test func aWrongGradientNamesItsOperation() {
    let found = failure {
      let x = Tensor([1.0, 2], requiresGrad: true)
      WrongShape()(x).sum().backward()
    }
    #expect(found?.operation == "WrongShapeBackward")
    #expect(found?.message == "returned a gradient of shape [] for an input of shape [2]")
  }
}
