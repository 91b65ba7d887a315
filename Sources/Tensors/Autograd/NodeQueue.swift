/// Steps waiting for their turn in a backward pass: a binary heap, the latest step on top.
struct NodeQueue {
  private var heap: [Node] = []

  /// Adds a step.
  mutating func push(_ node: Node) {
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].sequence >= heap[child].sequence { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  /// Takes out the step that was recorded last.
  mutating func popLatest() -> Node? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return top }
    heap[0] = last
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].sequence > heap[largest].sequence { largest = child }
      }
      if largest == parent { return top }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}
