internal import CKernels
internal import Synchronization

/// The memory of one or several tensors: 64-byte aligned, freed with its last user.
public final class Storage {
  /// The first byte; a look at it puts elements in oneDNN's order into row-major order.
  package var pointer: UnsafeMutableRawPointer {
    @inline(__always) get { memory ?? makePlain() }
  }
  private var memory: UnsafeMutableRawPointer?
  /// The elements in oneDNN's order, until somebody looks at them.
  package private(set) var blocked: BlockedValues?
  /// How many bytes belong to the elements.
  package let byteCount: Int
  /// Counts writes in place, so that backward notices when a value it saved has changed.
  package var version = 0
  private var serial = 0

  /// Uninitialised memory.
  package init(byteCount: Int) {
    self.byteCount = byteCount
    memory = Allocator.allocate(byteCount)
  }

  /// Elements in oneDNN's order.
  package init(_ blocked: BlockedValues, byteCount: Int) {
    self.byteCount = byteCount
    self.blocked = blocked
  }

  deinit {
    if let memory { Allocator.deallocate(memory, byteCount) }
  }

  private func makePlain() -> UnsafeMutableRawPointer {
    let fresh = Allocator.allocate(byteCount)
    blocked?.write(to: fresh)
    memory = fresh
    blocked = nil
    return fresh
  }

  /// A number that tells this storage from all others; given out at the first question.
  package var identifier: Int {
    if serial == 0 { serial = Storage.serials.add(1, ordering: .relaxed).newValue }
    return serial
  }

  private static let serials = Atomic<Int>(0)
}

/// The one place memory for elements comes from.
package enum Allocator {
  /// At least `byteCount` bytes on a 64-byte boundary; the contents are undefined.
  @inline(__always)
  package static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard let block = ck_alloc(byteCount) else {
      fail(
        "allocate", "no memory for \(byteCount) bytes",
        rule: "all live tensors must fit in memory",
        hint: "use smaller batches, or let go of tensors that are no longer needed")
    }
    return block
  }

  /// Gives memory back.
  @inline(__always)
  package static func deallocate(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
    ck_free(pointer, byteCount)
  }
}
