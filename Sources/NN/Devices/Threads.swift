internal import CKernels
internal import Tensors

/// The threads that the engine's large operations use.
public enum Threads {
  /// How many there are; results do not depend on it.
  ///
  /// At the start `OMP_NUM_THREADS`, else the number of cores. Setting it to less than 1 stops.
  public static var count: Int {
    get { Int(ck_num_threads()) }
    set {
      if newValue < 1 { fail("Threads.count", "\(newValue)", rule: "there is at least one thread") }
      ck_set_num_threads(Int32(newValue))
    }
  }
}
