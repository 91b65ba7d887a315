import Tensors
import Testing

@Suite struct IndexingTests {
  private let x = Tensor.arange(24).reshape(2, 3, 4)

  @Test func positionsAndRangesAreViews() {
    #expect(x[-1].scalars() == Array(12..<24))
    #expect(x[0, 1...].shape == [2, 4])
    #expect(x[.ellipsis, 0].scalars() == [0, 4, 8, 12, 16, 20])
    #expect(x[.all, .newAxis, ...1].shape == [2, 1, 2, 4])
    #expect(x[0, .stride(by: 2), 1..<3].scalars() == [1, 2, 9, 10])
    #expect(x[0, 5...].shape == [0, 4])
    #expect(x[1].sharesStorage(with: x))
  }

  @Test func masksAndPositionsAreCopies() {
    #expect(x[x .> 20].scalars() == [21, 22, 23])
    #expect(x[[1, 0], 2].scalars() == Array(20..<24) + Array(8..<12))
    #expect(x[Tensor([0, 1]), Tensor([2, 0]), Tensor([3, 3])].scalars() == [11, 15])
    #expect(x[.all, [0, 0]].shape == [2, 2, 4])
    #expect(x[.all, Tensor([[0, 1], [2, 0]]), 1].shape == [2, 2, 2])
    #expect(x[[0, 1], .all, [0, 3]].scalars() == [0, 4, 8, 15, 19, 23])
    #expect(x[Tensor([true, false])].shape == [1, 3, 4])
    #expect(!x[[0]].sharesStorage(with: x))
  }

  @Test func allOfThemCanBeAssignedTo() {
    let y = Tensor.zeros(3, 4)
    y[1, 2] = 9
    y[0..<2, 0] = Tensor([1.0, 2])
    y[y .== 9] = -1
    y[[0, 2], 3] = Tensor([5.0, 6])
    y[2, .stride(by: 2)] = Float(0.5)
    y[-1, 1] += 4
    #expect(y.scalars() == [1.0, 0, 0, 5, 2, 0, -1, 0, 0.5, 4, 0.5, 6])
    y[0] = y[2]
    #expect(y[0].scalars() == [0.5, 4.0, 0.5, 6])
    let z = Tensor.arange(5)
    z[1...] = z[..<(-1)]
    #expect(z.scalars() == [0, 0, 1, 2, 3])
  }

  @Test func storageIdentityTellsWritesFromNewTensors() {
    let y = Tensor.ones(2)
    let before = y.storageIdentifier
    y += 1
    #expect(y.storageIdentifier == before)
    #expect((y + 1).storageIdentifier != before)
    #expect(y.reshape(1, 2).storageIdentifier == before)
    #expect(y.clone().storageIdentifier != before)
  }

  @Test func iterationGivesViewsAlongAxisZero() {
    #expect(x.map { $0.sum().item(Int.self) } == [66, 210])
    #expect(x.count == 2)
  }

  @Test func conversionKeepsValues() {
    let y = Tensor([[1, 2], [3, 4.5]])
    #expect(y.dtype == .float32 && y.shape == [2, 2])
    #expect(Tensor([0.1], dtype: .float64).scalars() == [0.1])
    #expect(Tensor([Int32(3)]).dtype == .int32 && Tensor(true).dtype == .bool)
    #expect(Tensor([UInt8(255)]).scalars(as: Int.self) == [255])
    #expect(Int(Tensor([3.9])) == 3 && Float(Tensor(2)) == 2)
    let half = Tensor([65504.0, 65520.0, 1e-8]).to(.float16)
    #expect(half.scalars(as: Float.self) == [65504, .infinity, 0])
  }

  @Test func viewsAgreeWithCopiesOverManyLayouts() {
    // Whatever the layout, reshape, sum and arithmetic must see the same elements.
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
      for step in 1...3 {
        let view = x.permute(order)[.all, .stride(by: step)]
        let copy = Tensor(view.scalars(as: Int.self), shape: view.shape)
        #expect(view.reshape(-1).equals(copy.reshape(-1)))
        #expect((view + view.T.T).equals(copy * 2))
        #expect(view.sum(axis: 1).equals(copy.sum(axis: 1)))
        #expect(view.flip(axes: [0, 2]).equals(copy.flip(axes: [0, 2])))
        #expect(matmul(view, view.transposed(-1, -2)).equals(matmul(copy, copy.transposed(-1, -2))))
      }
    }
  }
}
