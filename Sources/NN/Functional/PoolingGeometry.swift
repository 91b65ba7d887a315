internal import CKernels
internal import Tensors

/// The sizes of a two-dimensional pooling, checked once.
struct PoolingGeometry {
  let kind: ck_pool_kind
  let batch: Int
  let channels: Int
  let height: Int
  let width: Int
  let outHeight: Int
  let outWidth: Int
  let kernel: Pair
  let stride: Pair
  let padding: Pair

  /// The sizes of a pooling, or a failure that says what does not fit.
  init(
    _ operation: String, _ kind: ck_pool_kind, _ input: Tensor, _ kernel: Pair, _ stride: Pair,
    _ padding: Pair, _ ceilMode: Bool
  ) {
    checkRank(operation, input, 4, name: "the input (batch, channels, height, width)")
    checkFloatingPoint(operation, input)
    let steps = [kernel.height, kernel.width, stride.height, stride.width]
    let isHalf = padding.height * 2 <= kernel.height && padding.width * 2 <= kernel.width
    if steps.contains(where: { $0 < 1 }) || padding.height < 0 || padding.width < 0 || !isHalf {
      fail(
        operation,
        "window \(kernel.text), stride \(stride.text), padding \(padding.text)",
        rule: "window and stride are at least 1, padding is at most half the window")
    }
    self.kind = kind
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    batch = input.shape[0]
    channels = input.shape[1]
    height = input.shape[2]
    width = input.shape[3]
    outHeight = PoolingGeometry.extent(
      height, kernel.height, stride.height, padding.height, ceilMode)
    outWidth = PoolingGeometry.extent(width, kernel.width, stride.width, padding.width, ceilMode)
    if outHeight < 1 || outWidth < 1 {
      fail(
        operation, "a window of \(kernel.height) x \(kernel.width) on \(height) x \(width) pixels",
        rule: "the window fits into the padded input",
        hint: "use a larger input or a smaller window")
    }
  }

  var inputShape: [Int] { [batch, channels, height, width] }
  var outputShape: [Int] { [batch, channels, outHeight, outWidth] }

  /// The sizes as the kernels want them.
  var kernelSizes: ck_pool_t {
    ck_pool_t(
      kind: kind, batch: Int64(batch), channels: Int64(channels), height: Int64(height),
      width: Int64(width), out_height: Int64(outHeight), out_width: Int64(outWidth),
      kernel_h: Int64(kernel.height), kernel_w: Int64(kernel.width),
      stride_h: Int64(stride.height), stride_w: Int64(stride.width),
      pad_top: Int64(padding.height), pad_left: Int64(padding.width))
  }

  private static func extent(
    _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ ceilMode: Bool
  ) -> Int {
    let room = size + 2 * padding - kernel
    if room < 0 { return ceilMode && size + padding > 0 && room > -stride ? 1 : 0 }
    let windows = (ceilMode ? room + stride - 1 : room) / stride + 1
    // The last window must begin inside of the input or the padding before it.
    return ceilMode && (windows - 1) * stride >= size + padding ? windows - 1 : windows
  }
}
