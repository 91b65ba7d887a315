import CKernels
import NN
import Tensors

/// One thing that is measured: made once, then run again and again.
struct Case {
  let name: String
  /// Prepares the data and returns the body to time.
  let make: () -> () -> Void

  init(_ name: String, _ make: @escaping () -> () -> Void) {
    self.name = name
    self.make = make
  }
}

/// The bars of the engine, under the names that `Benchmarks/bench.py` uses.
enum Cases {
  static var all: [Case] {
    small + elementwise + strided + products + losses + sequences + TrainingCases.all
  }

  static var small: [Case] {
    [
      Case("add_1") {
        let (x, y) = (Tensor([1.5]), Tensor([2.5]))
        return { consume(x + y) }
      },
      Case("mul_recorded") {
        let x = Tensor([1.5], requiresGrad: true)
        let y = Tensor([2.5])
        return { consume(x * y) }
      },
      Case("backward_small") {
        let x = randn([10], requiresGrad: true)
        return {
          (x * 2).sum().backward()
          x.zeroGrad()
        }
      },
      Case("linear_step") {
        let (x, y) = (randn([32, 2]), randn([32, 1]))
        let w = randn([2, 1], requiresGrad: true)
        let b = zeros(1, requiresGrad: true)
        return {
          let loss = (square(matmul(x, w) + b - y) / 2).mean()
          loss.backward()
          noGrad {
            if let gradient = w.grad { w -= gradient * 0.03 }
            if let gradient = b.grad { b -= gradient * 0.03 }
          }
          w.zeroGrad()
          b.zeroGrad()
        }
      },
    ]
  }

  private static func big(_ name: String, _ body: @escaping (Tensor) -> Tensor) -> Case {
    Case(name) {
      let x = randn([4_000_000])
      return { consume(body(x)) }
    }
  }

  static var elementwise: [Case] {
    [
      Case("add_4m") {
        let (x, y) = (randn([4_000_000]), randn([4_000_000]))
        return { consume(x + y) }
      },
      Case("mul_4m") {
        let (x, y) = (randn([4_000_000]), randn([4_000_000]))
        return { consume(x * y) }
      },
      big("exp_4m") { exp($0) },
      big("tanh_4m") { tanh($0) },
      big("sigmoid_4m") { sigmoid($0) },
      big("sum_4m") { $0.sum() },
      big("mean_4m") { $0.mean() },
    ]
  }

  static var strided: [Case] {
    [
      Case("add_strided") {
        let (x, y) = (randn([2000, 2000]), randn([2000, 2000]))
        let (a, b) = (x[0..., .stride(by: 2)], y[0..., .stride(by: 2)])
        return { consume(a + b) }
      },
      Case("add_transposed") {
        let (x, y) = (randn([2000, 2000]), randn([2000, 2000]).transposed(0, 1))
        return { consume(x + y) }
      },
      Case("add_row") {
        let (x, y) = (randn([2000, 2000]), randn([2000]))
        return { consume(x + y) }
      },
      Case("add_column") {
        let (x, y) = (randn([2000, 2000]), randn([2000, 1]))
        return { consume(x + y) }
      },
      Case("add_bias") {
        let (x, y) = (randn([25600, 10]), randn([10]))
        return { consume(x + y) }
      },
      Case("sum_rows") {
        let x = randn([2000, 2000])
        return { consume(x.sum(axis: 0)) }
      },
      Case("sum_columns") {
        let x = randn([2000, 2000])
        return { consume(x.sum(axis: 1)) }
      },
    ]
  }

  static var products: [Case] {
    [
      Case("matmul_1024") {
        let (x, y) = (randn([1024, 1024]), randn([1024, 1024]))
        return { consume(matmul(x, y)) }
      },
      Case("matmul_256x784x256") {
        let (x, y) = (randn([256, 784]), randn([784, 256]))
        return { consume(matmul(x, y)) }
      },
      Case("linear_256x784x256") {
        let (x, layer) = (randn([256, 784]), Linear(784, 256))
        return { noGrad { consume(layer(x)) } }
      },
    ]
  }

  static var losses: [Case] {
    [
      Case("softmax_256x10") {
        let x = randn([256, 10], requiresGrad: true)
        let g = randn([256, 10])
        return {
          x.softmax(axis: 1).backward(gradient: g)
          x.zeroGrad()
        }
      },
      Case("cross_entropy_256x10") {
        let x = randn([256, 10], requiresGrad: true)
        let target = randint(0, 10, [256])
        return {
          crossEntropy(x, target).backward()
          x.zeroGrad()
        }
      },
    ]
  }

  static var sequences: [Case] {
    [
      Case("cumsum_1m") {
        let x = randn([1_000_000])
        return { consume(x.cumsum(axis: 0)) }
      },
      Case("randn_1m") {
        return { consume(randn([1_000_000])) }
      },
      Case("sort_1m") {
        let count = 1_000_000
        let x = UnsafeMutablePointer<Float>.allocate(capacity: count)
        _ = ck_random_normal(CK_F32, 1, 0, 0, x, 0, 1, Int64(count))
        return {
          // As a tensor operation would: results in fresh memory.
          guard let values = ck_alloc(count * 4), let indices = ck_alloc(count * 8) else { return }
          _ = ck_sort(
            CK_F32, x, values, indices.assumingMemoryBound(to: Int64.self), 1, Int64(count), false)
          ck_free(values, count * 4)
          ck_free(indices, count * 8)
        }
      },
    ]
  }
}

/// Keeps a result from being optimised away.
@inline(never)
func consume(_ tensor: Tensor) {}
