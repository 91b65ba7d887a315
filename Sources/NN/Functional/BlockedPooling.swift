internal import CKernels
internal import Tensors

/// Pooling of elements in oneDNN's order.
enum BlockedPooling {
  /// The pooled input, recorded; nil where the input is in row-major order.
  ///
  /// A gradient that is to be differentiated again goes through tensor operations instead: `pool`
  /// records nothing then, so the caller asks again with the input put in order.
  static func pool(
    _ sizes: PoolingGeometry, _ operation: Operation, _ input: Tensor
  ) -> Tensor? {
    guard let values = input.blockedValues, !GradMode.carriesTangents else { return nil }
    var kernel = sizes.kernelSizes
    var result: OpaquePointer?
    var workspace: OpaquePointer?
    let isRecorded = isRecording(input)
    let needsWorkspace = isRecorded && sizes.kind == CK_POOL_MAX
    let status =
      needsWorkspace
      ? ck_blocked_pool_forward(&kernel, values.handle, &result, &workspace)
      : ck_blocked_pool_forward(&kernel, values.handle, &result, nil)
    guard status == 0, let result else { return nil }
    let shape = Dimensions(sizes.outputShape)
    let output = Tensor(BlockedValues(result, shape: shape))
    let kept = workspace.map { BlockedValues($0, shape: shape) }
    return record(operation, [input], output, saving: [input]) { pass in
      [gradient(sizes, pass, kept)]
    }
  }

  private static func gradient(
    _ sizes: PoolingGeometry, _ pass: Pass, _ workspace: BlockedValues?
  ) -> Tensor {
    if !GradMode.isEnabled, let g = pass.gradient.inBlockedOrder {
      var kernel = sizes.kernelSizes
      var result: OpaquePointer?
      let status = ck_blocked_pool_backward(&kernel, g.handle, workspace?.handle, &result)
      if status == 0, let result {
        return Tensor(BlockedValues(result, shape: Dimensions(sizes.inputShape)))
      }
    }
    return plainPoolingGradient(sizes, pass.gradient, input: pass.saved(0))
  }
}
