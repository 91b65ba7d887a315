internal import CKernels
internal import Tensors

/// The operations that layers add to the engine's, by the names under which gradients mention them.
enum NNOps {}

extension DType {
  /// The name the kernels know this type by.
  @inline(__always) var kernelType: ck_dtype { ck_dtype(rawValue: Int32(rawValue)) }
}
