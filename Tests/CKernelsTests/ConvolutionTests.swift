import CKernels
import Testing

/// Convolutions and joins in float32 against the same sums in float64.
@Suite("Convolution and blocked layouts")
struct ConvolutionTests {
  /// Reproducible numbers in -1...1.
  private func numbers(_ count: Int, _ seed: UInt64) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    _ = ck_random_uniform(CK_F32, seed, 0, 0, &values, -1, 1, Int64(count))
    return values
  }

  /// An error that rounding alone may make in a sum of so many products of numbers below 1.
  private func bound(_ terms: Int64) -> Double { 1e-6 + Double(terms) * 0x1p-23 }

  private func worst(_ a: [Float], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
  }

  static func geometry(
    _ batch: Int64, _ channels: Int64, _ height: Int64, _ width: Int64, out: Int64,
    kernel: (Int64, Int64), padding: (Int64, Int64) = (0, 0), stride: Int64 = 1
  ) -> ck_conv_t {
    ck_conv_t(
      batch: batch, channels: channels, height: height, width: width, out_channels: out,
      kernel_h: kernel.0, kernel_w: kernel.1, stride_h: stride, stride_w: stride,
      pad_top: padding.0, pad_left: padding.1, pad_bottom: padding.0, pad_right: padding.1,
      dilation_h: 1, dilation_w: 1, groups: 1)
  }

  /// Few and many channels, narrow, wide and odd planes, windows of 1 to 11, paddings up to more
  /// than the window less one, and a stride.
  static let geometries: [ck_conv_t] = [
    geometry(9, 1, 28, 28, out: 6, kernel: (5, 5), padding: (2, 2)),
    geometry(9, 6, 14, 14, out: 16, kernel: (5, 5)),
    geometry(3, 3, 32, 40, out: 15, kernel: (3, 3), padding: (1, 1)),
    geometry(2, 2, 7, 33, out: 7, kernel: (3, 7), padding: (1, 3)),
    geometry(1, 1, 1, 50, out: 1, kernel: (1, 2)),
    geometry(10, 3, 17, 16, out: 13, kernel: (11, 11), padding: (5, 5)),
    geometry(2, 5, 6, 15, out: 4, kernel: (2, 3), padding: (3, 4)),
    geometry(2, 1, 5, 64, out: 8, kernel: (4, 6), padding: (0, 2)),
    geometry(4, 3, 19, 21, out: 6, kernel: (3, 3), stride: 2),
    geometry(2, 24, 9, 31, out: 10, kernel: (3, 3), padding: (1, 1)),
  ]

  @Test(arguments: geometries.indices)
  func sidesAgreeWithDoublePrecision(_ index: Int) {
    var sizes = Self.geometries[index]
    let x = numbers(Int(sizes.batch * sizes.channels * sizes.height * sizes.width), 1)
    let w = numbers(
      Int(sizes.out_channels * sizes.channels * sizes.kernel_h * sizes.kernel_w), 2)
    let bias = numbers(Int(sizes.out_channels), 3)
    let outputs = Int(
      sizes.batch * sizes.out_channels * ck_conv_out_height(&sizes) * ck_conv_out_width(&sizes))
    let g = numbers(outputs, 4)
    let wide = (x: x.map(Double.init), w: w.map(Double.init), g: g.map(Double.init))

    var y = [Float](repeating: .nan, count: outputs)
    var exact = [Double](repeating: 0, count: outputs)
    #expect(ck_conv_forward(CK_F32, &sizes, x, w, bias, &y) == 0)
    #expect(ck_conv_forward(CK_F64, &sizes, wide.x, wide.w, bias.map(Double.init), &exact) == 0)
    let taps = sizes.kernel_h * sizes.kernel_w
    #expect(worst(y, exact) < bound(taps * sizes.channels))

    var gx = [Float](repeating: .nan, count: x.count)
    var exactX = [Double](repeating: 0, count: x.count)
    #expect(ck_conv_backward_data(CK_F32, &sizes, g, w, &gx) == 0)
    #expect(ck_conv_backward_data(CK_F64, &sizes, wide.g, wide.w, &exactX) == 0)
    #expect(worst(gx, exactX) < bound(taps * sizes.out_channels))

    var (gw, gbias) = ([Float](repeating: .nan, count: w.count), bias)
    var exactW = [Double](repeating: 0, count: w.count)
    var exactBias = [Double](repeating: 0, count: bias.count)
    #expect(ck_conv_backward_weights(CK_F32, &sizes, x, g, &gw, &gbias) == 0)
    #expect(ck_conv_backward_weights(CK_F64, &sizes, wide.x, wide.g, &exactW, &exactBias) == 0)
    let places = Int64(outputs) / sizes.out_channels
    #expect(worst(gw, exactW) < bound(places))
    #expect(worst(gbias, exactBias) < bound(places))
  }

  @Test func weightGradientsDoNotDependOnTheNumberOfThreads() {
    var sizes = Self.geometries[0]
    let (x, g) = (numbers(9 * 784, 5), numbers(9 * 6 * 784, 6))
    let threads = ck_num_threads()
    defer { ck_set_num_threads(threads) }
    let results = ([1, 2] as [Int32]).map { count -> [Float] in
      ck_set_num_threads(count)
      var (gw, gbias) = ([Float](repeating: 0, count: 150), [Float](repeating: 0, count: 6))
      #expect(ck_conv_backward_weights(CK_F32, &sizes, x, g, &gw, &gbias) == 0)
      return gw + gbias
    }
    #expect(results[0] == results[1])
  }

  /// A tensor in blocks: a convolution with a window of one pixel that gives each channel itself.
  private func blocked(_ x: [Float], _ batch: Int64, _ channels: Int64) -> OpaquePointer? {
    var sizes = Self.geometry(batch, channels, 5, 3, out: channels, kernel: (1, 1))
    let identity = (0..<Int(channels * channels)).map {
      Float($0 % (Int(channels) + 1) == 0 ? 1 : 0)
    }
    let plain = ck_blocked_from_plain(x, batch, channels, 5, 3)
    defer { ck_blocked_free(plain) }
    var made: OpaquePointer?
    #expect(ck_blocked_conv_forward(&sizes, plain, identity, nil, CK_ACTIVATION_NONE, &made) == 0)
    return made
  }

  @Test func joinedChannelsComeBack() throws {
    let channels: [Int64] = [32, 16, 64]
    let parts = channels.enumerated().map { numbers(2 * Int($1) * 15, UInt64($0)) }
    var handles = zip(parts, channels).map { blocked($0, 2, $1) }
    // A part in plain layout follows the others.
    ck_blocked_free(handles[1])
    handles[1] = ck_blocked_from_plain(parts[1], 2, 16, 5, 3)
    defer { handles.forEach { ck_blocked_free($0) } }
    var joined: OpaquePointer?
    let status = ck_blocked_join(handles, 3, &joined)
    defer { ck_blocked_free(joined) }
    // Machines without blocks of channels say so, and the caller copies.
    guard status == 0, let joined else { return }
    var values = [Float](repeating: .nan, count: 2 * 112 * 15)
    #expect(ck_blocked_to_plain(joined, &values) == 0)
    let rows = (0..<2).flatMap { image in
      zip(parts, channels).flatMap { part, count in
        let size = Int(count) * 15
        return part[(image * size)..<((image + 1) * size)]
      }
    }
    #expect(values == rows)
    var start: Int64 = 0
    for (part, count) in zip(parts, channels) {
      var taken: OpaquePointer?
      #expect(ck_blocked_channels(joined, start, count, &taken) == 0)
      var back = [Float](repeating: .nan, count: part.count)
      #expect(ck_blocked_to_plain(taken, &back) == 0)
      #expect(back == part)
      ck_blocked_free(taken)
      start += count
    }
    var refused: OpaquePointer?
    #expect(ck_blocked_channels(joined, 4, 16, &refused) != 0)
  }

  @Test func halvesAreMeansOfTwoByTwo() {
    // An odd height and width leave a row and a column that no window covers.
    var pool = ck_pool_t(
      kind: CK_POOL_AVERAGE_INCLUDE_PADDING, batch: 1, channels: 2, height: 5, width: 7,
      out_height: 2, out_width: 3, kernel_h: 2, kernel_w: 2, stride_h: 2, stride_w: 2,
      pad_top: 0, pad_left: 0)
    let x = (0..<70).map { Float($0 % 11) }
    var y = [Float](repeating: .nan, count: 12)
    #expect(ck_pool_forward(CK_F32, &pool, x, &y, nil))
    for (plane, row, column) in [(0, 0, 0), (0, 1, 2), (1, 0, 1), (1, 1, 2)] {
      let at = plane * 35 + row * 14 + column * 2
      let mean = (x[at] + x[at + 1] + x[at + 7] + x[at + 8]) / 4
      #expect(y[plane * 6 + row * 3 + column] == mean)
    }
    var gx = [Float](repeating: .nan, count: 70)
    #expect(ck_pool_backward(CK_F32, &pool, y, nil, &gx))
    for at in 0..<70 {
      let (plane, row, column) = (at / 35, at % 35 / 7, at % 7)
      let isCovered = row < 4 && column < 6
      #expect(gx[at] == (isCovered ? y[plane * 6 + row / 2 * 3 + column / 2] / 4 : 0))
    }
  }
}
