import Tensors
import Testing

/// Results written over temporaries, told from the outside by whose memory they have.
@Suite struct ReuseTests {
  @Test func aTemporaryGivesItsMemoryToTheResult() {
    let x = Tensor.ones(64)
    var seen = 0
    func tagged(_ temporary: consuming Tensor) -> Tensor {
      seen = temporary.storageIdentifier
      return temporary
    }
    #expect((tagged(x * 2) + 1).storageIdentifier == seen)
    #expect((1 - tagged(x * 2)).storageIdentifier == seen)
    #expect((x + tagged(x * 2)).storageIdentifier == seen)
    #expect(exp(tagged(x * 2)).storageIdentifier == seen)
    #expect((tagged(x) + 1).storageIdentifier != seen)
    #expect((x * 2 + 1).scalars() == Array(repeating: 3.0, count: 64))
    #expect(x.scalars() == Array(repeating: 1.0, count: 64))
  }

  @Test func namedTensorsAreNeverWrittenOver() {
    let x = Tensor([1.0, 2, 3])
    let y = x * 2
    let view = y[0..<2]
    let z = y + 1
    let w = (y + x) * (x - y) / (y - 4.5)
    #expect(y.scalars() == [2.0, 4, 6] && view.scalars() == [2.0, 4])
    #expect(z.scalars() == [3.0, 5, 7] && x.scalars() == [1.0, 2, 3])
    #expect(w.numel == 3)
  }

  @Test func aViewOfATemporaryKeepsItsElements() {
    let x = Tensor([1.0, 2, 3])
    let part = (x * 2)[1...]
    let sum = (x * 2)[1...] + part
    #expect(part.scalars() == [4.0, 6] && sum.scalars() == [8.0, 12])
  }

  @Test func savedValuesSurvive() {
    let x = Tensor([1.0, 2], dtype: .float64, requiresGrad: true)
    let y = exp(x * 2) * (x * 3) + 1
    y.sum().backward()
    let expected = [1.0, 2].map { (value: Double) -> Double in
      let e = Double(exp(Tensor(value * 2, dtype: .float64)))
      return 2 * e * 3 * value + 3 * e
    }
    for (ours, theirs) in zip(x.grad?.scalars(as: Double.self) ?? [], expected) {
      #expect(abs(ours - theirs) < 1e-12 * theirs)
    }
  }

  @Test func broadcastTemporariesGrow() {
    let x = Tensor([1.0, 2])
    #expect(((x * 2) + Tensor.ones(3, 2)).shape == [3, 2])
    #expect(((x * 2) .> 1).dtype == .bool)
    #expect((Tensor([1, 2]) * 2 + 0.5).scalars() == [2.5, 4.5])
  }
}
