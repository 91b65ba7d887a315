internal import Glibc

/// What a recorded step leaves behind when it goes.
struct Remains {
  let edges: [Edge]
  let saved: [SavedTensor?]
  let rule: Node.Rule?
}

/// Takes graphs apart one step at a time.
///
/// Left to reference counting alone, letting go of the last step of a long chain would release its
/// inputs from within its own release, and so on down: 100,000 nested calls. Here each step hands
/// over what it held, and the outermost release works through the list.
final class ReleaseQueue {
  private var waiting: [Remains] = []
  private var isDraining = false

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { pointer in
      if let pointer { Unmanaged<ReleaseQueue>.fromOpaque(pointer).release() }
    }
    return key
  }()

  /// The queue of this thread.
  static var current: ReleaseQueue {
    if let pointer = pthread_getspecific(key) {
      return Unmanaged<ReleaseQueue>.fromOpaque(pointer).takeUnretainedValue()
    }
    let queue = ReleaseQueue()
    pthread_setspecific(key, Unmanaged.passRetained(queue).toOpaque())
    return queue
  }

  /// Takes over what a step held.
  func bury(_ remains: consuming Remains) { waiting.append(remains) }

  /// Lets go of everything, unless a release in progress already does.
  func drain() {
    if isDraining { return }
    isDraining = true
    while !waiting.isEmpty { _ = waiting.removeLast() }
    isDraining = false
  }
}
