internal import CKernels

/// What the elements of all live tensors take up.
public struct MemoryUsage: Sendable {
  /// Bytes in use, rounded up to the allocator's size classes.
  public let liveBytes: Int
  /// The greatest number of bytes in use since ``resetPeak()``.
  public let peakBytes: Int
  /// The number of blocks in use.
  public let liveBlocks: Int
  /// How many blocks were ever asked for; the difference of two readings counts allocations.
  public let allocations: Int

  /// The present state, of all threads together.
  public static var current: MemoryUsage {
    let state = ck_memory_stats()
    return MemoryUsage(
      liveBytes: Int(state.live_bytes), peakBytes: Int(state.peak_bytes),
      liveBlocks: Int(state.live_blocks), allocations: Int(state.allocations))
  }

  /// Lets the peak start again from what is in use now.
  public static func resetPeak() { ck_memory_reset_peak() }
}

/// The threads large operations are spread over.
public enum Threads {
  /// How many there are; the engine's own loops, OpenBLAS and oneDNN share them.
  ///
  /// Results do not depend on it, except that matrix products may differ in the last digits.
  public static var count: Int {
    get { Int(ck_num_threads()) }
    set {
      if newValue < 1 {
        fail("Threads.count", "\(newValue) threads", rule: "at least one thread is needed")
      }
      ck_set_num_threads(Int32(clamping: newValue))
    }
  }

  /// The instruction set the kernels in use were built for: avx512, avx2 or baseline.
  public static var instructionSet: String { String(cString: ck_isa()) }
}
