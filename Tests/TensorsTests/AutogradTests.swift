import Tensors
import Testing

@Suite struct AutogradTests {
  private func leaf(_ numbers: [Double]) -> Tensor {
    Tensor(numbers, dtype: .float64, requiresGrad: true)
  }

  @Test func gradientsAccumulateUntilTheyAreZeroed() {
    let x = leaf([0, 1, 2, 3])
    (2 * dot(x, x)).backward()
    #expect(x.grad?.scalars() == [0.0, 4, 8, 12])
    x.sum().backward()
    #expect(x.grad?.scalars() == [1.0, 5, 9, 13])
    x.zeroGrad()
    #expect(x.grad == nil)
    (x * x).backward(gradient: Tensor([1.0, 1, 1, 1], dtype: .float64))
    #expect(x.grad?.scalars() == [0.0, 2, 4, 6])
  }

  @Test func accumulationKeepsTheSameTensor() {
    let x = leaf([1, 2])
    x.sum().backward()
    let first = x.grad
    x.sum().backward()
    #expect(x.grad === first)
  }

  @Test func leavesDoNotShareAGradient() {
    let (a, b) = (leaf([1]), leaf([2]))
    (a + b).backward()
    a.grad?.fill(7)
    #expect(b.grad?.item() == 1)
  }

  @Test func detachStopsTheGradientAndSharesMemory() {
    let x = leaf([0, 1, 2, 3])
    let u = (x * x).detach()
    (u * x).sum().backward()
    #expect(x.grad?.equals(u) == true)
    #expect(x.detach().sharesStorage(with: x))
  }

  @Test func controlFlowIsRecordedAsItHappens() {
    let a = Tensor(0.37, dtype: .float64, requiresGrad: true)
    var b = a * 2
    while Double(b) < 1000 { b = b * 2 }
    let c = Double(b) > 0 ? b : 100 * b
    c.backward()
    #expect(a.grad?.item() == Double(c) / Double(a))
  }

  @Test func noGradRecordsNothingAndEnableGradDoes() {
    let x = leaf([1])
    noGrad {
      #expect(!isGradEnabled)
      #expect(!(x * 2).requiresGrad)
      enableGrad { #expect((x * 2).requiresGrad) }
    }
    #expect(isGradEnabled)
  }

  @Test func retainGraphAllowsASecondPass() {
    let x = leaf([1, 2])
    let y = (x * x).sum()
    y.backward(retainGraph: true)
    y.backward()
    #expect(x.grad?.scalars() == [4.0, 8])
  }

  @Test func deepChainsNeitherOverflowInBackwardNorAtRelease() {
    let x = leaf([1])
    for isBackward in [true, false] {
      var y = x
      for _ in 0..<100_000 { y = y * 1 }
      if isBackward { y.backward() }
    }
    #expect(x.grad?.item() == 1)
  }

  @Test func writesInPlaceAreRecorded() {
    let x = leaf([1, 2, 3])
    let y = x * 2
    y *= x
    y += 1
    y.sum().backward()
    #expect(x.grad?.scalars() == [4.0, 8, 12])
  }

  @Test func writesThroughViewsReachTheBase() {
    let x = leaf([1, 2])
    let y = Tensor.zeros([2, 2], dtype: .float64)
    let row = y[0]
    row[1] = x[1] * 3
    #expect(y.requiresGrad && row.requiresGrad)
    (y * y).sum().backward()
    #expect(x.grad?.scalars() == [0.0, 36])
    let earlier = y.view(4)
    y[1, 1] = 5
    #expect(earlier.scalars() == [0.0, 6, 0, 5])
  }

  @Test func aViewOfAChangedBaseFollowsTheNewHistory() {
    let x = leaf([1, 2])
    let y = x * 1
    let view = y[0..<1]
    y *= 3
    view.sum().backward()
    #expect(x.grad?.scalars() == [3.0, 0])
  }

  @Test func parametersAreUpdatedInsideNoGrad() {
    let w = leaf([1, 2])
    (w * w).sum().backward()
    let before = w.storageIdentifier
    if let gradient = w.grad { noGrad { w -= 0.5 * gradient } }
    #expect(w.scalars() == [0.0, 0])
    #expect(w.storageIdentifier == before && w.isLeaf && w.requiresGrad)
  }

  @Test func hooksSeeAndReplaceGradients() {
    let x = leaf([1, 2])
    let y = x * 2
    y.retainGrad()
    let handle = y.registerHook { $0 * 10 }
    x.registerHook { $0 + 1 }
    y.sum().backward()
    #expect(x.grad?.scalars() == [21.0, 21])
    #expect(y.grad?.scalars() == [1.0, 1])
    handle.remove()
    x.zeroGrad()
    let z = x * 2
    z.sum().backward()
    #expect(x.grad?.scalars() == [3.0, 3])
  }

  @Test func savedTensorsAreFreedAsBackwardGoes() {
    weak var kept: Tensor?
    let x = leaf([1, 2])
    let y: Tensor = {
      let middle = exp(x)
      kept = middle
      return (middle * middle).sum()
    }()
    #expect(kept != nil)
    y.backward()
    #expect(kept == nil)
  }

  @Test func theGraphCanBeListed() {
    let w = leaf([1, 2])
    let y = (w * w + 1).sum()
    #expect(
      y.computationGraph.description == """
        #0 leaf [2]
        #1 mul [2] <- #0, #0
        #2 add [2] <- #1
        #3 sum [] <- #2
        """)
  }

  @Test func functionalGradientsLeaveGradAlone() {
    let x = leaf([1, 2])
    let (value, slope) = valueAndGrad { ($0 ** 3).sum() }(x)
    #expect(value.item() == 9 && slope.scalars() == [3.0, 12])
    #expect(x.grad == nil)
    let second = grad { grad { ($0 ** 3).sum() }($0).sum() }
    #expect(second(x).scalars() == [6.0, 12])
    #expect(hessian({ ($0 ** 3).sum() }, at: x).scalars() == [6.0, 0, 0, 12])
    #expect(jacobian({ $0 * $0[0] }, at: x).scalars() == [2.0, 0, 2, 1])
    #expect(
      vjp({ $0 * $0 }, at: x, Tensor([1.0, 1], dtype: .float64)).product.scalars() == [2.0, 4])
  }

  private struct Straight: CustomFunction {
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
      context.save(inputs[0])
      return round(inputs[0])
    }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
      [gradient * context.saved(0)]
    }
  }

  @Test func customFunctionsReplaceTheGradient() {
    let x = leaf([1.4, 2.6])
    let y = Straight()(x)
    #expect(y.scalars() == [1.0, 3] && y.gradientFunction == "StraightBackward")
    y.sum().backward()
    #expect(x.grad?.scalars() == [1.4, 2.6])
  }

  @Test func createGraphGivesSecondDerivatives() {
    let x = leaf([1, 2])
    (x * x * x).sum().backward(createGraph: true)
    let first = x.grad
    x.zeroGrad()
    first?.sum().backward()
    #expect(x.grad?.scalars() == [6.0, 12])
  }
}
