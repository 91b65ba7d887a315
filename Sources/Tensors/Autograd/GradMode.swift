internal import Glibc

/// Whether operations are recorded, for each thread on its own.
///
/// A per-thread switch, because cells run on threads of their own: one that fails inside `noGrad`
/// leaves the next cell's recording untouched.
package enum GradMode {
  /// The flags lie in the bits of the thread's pointer; a new thread has none set.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  @inline(__always)
  private static var flags: UInt {
    get { UInt(bitPattern: pthread_getspecific(key)) }
    set { pthread_setspecific(key, UnsafeRawPointer(bitPattern: newValue)) }
  }

  /// Whether operations on tensors that require gradients are recorded.
  @inline(__always)
  package static var isEnabled: Bool {
    get { flags & 1 == 0 }
    set { flags = newValue ? flags & ~1 : flags | 1 }
  }

  /// Whether forward-mode derivatives are being carried along.
  @inline(__always)
  package static var carriesTangents: Bool {
    get { flags & 2 != 0 }
    set { flags = newValue ? flags | 2 : flags & ~2 }
  }

  /// Whether backward passes look for NaN.
  @inline(__always)
  package static var detectsAnomalies: Bool {
    get { flags & 4 != 0 }
    set { flags = newValue ? flags | 4 : flags & ~4 }
  }
}

/// Runs a closure whose operations are not recorded for gradients.
///
/// ```swift
/// noGrad { w -= lr * w.grad! }
/// ```
@discardableResult
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  let before = GradMode.isEnabled
  GradMode.isEnabled = false
  defer { GradMode.isEnabled = before }
  return try body()
}

/// Runs a closure whose operations are recorded again, inside ``noGrad(_:)``.
@discardableResult
public func enableGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  let before = GradMode.isEnabled
  GradMode.isEnabled = true
  defer { GradMode.isEnabled = before }
  return try body()
}

/// Whether operations are being recorded on this thread.
public var isGradEnabled: Bool { GradMode.isEnabled }

/// Runs a closure in which a backward pass that computes NaN fails, and names the operation whose
/// gradient it was.
///
/// Looking costs time; use it to find out where NaN comes from.
@discardableResult
public func detectAnomaly<Result>(_ body: () throws -> Result) rethrows -> Result {
  let before = GradMode.detectsAnomalies
  GradMode.detectsAnomalies = true
  defer { GradMode.detectsAnomalies = before }
  return try body()
}
