internal import CKernels

/// How much memory tensors take in this process.
///
/// ```swift
/// MemoryUse.resetPeak()
/// let before = MemoryUse.live
/// train()
/// print(MemoryUse.peak - before)      // bytes that training added at its worst moment
/// ```
///
/// All numbers are bytes. Blocks are counted in the sizes in which the allocator hands them out,
/// so a small tensor counts a little more than its elements. Memory that OpenBLAS and oneDNN keep
/// for themselves is not included.
public enum MemoryUse {
  /// What tensors hold now.
  public static var live: Int { Int(ck_memory_stats().live_bytes) }

  /// The most that tensors held at any moment since the last ``resetPeak()``.
  public static var peak: Int { Int(ck_memory_stats().peak_bytes) }

  /// Starts a new measurement of ``peak`` from what is held now.
  public static func resetPeak() { ck_memory_reset_peak() }
}
