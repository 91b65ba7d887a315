public import Tensors

extension Optimizer {
  /// Everything that is needed to go on as if there had been no interruption.
  ///
  /// Keys are `group.0.lr` for hyperparameters and `state.0.step`, `state.0.exp_avg` for what is
  /// remembered of the parameters, counted over all groups. All are tensors, so that the state can be
  /// saved in one file with the network's.
  public func stateDict() -> [String: Tensor] {
    var result: [String: Tensor] = [:]
    for (place, group) in groups.enumerated() {
      for entry in Hyperparameters.entries {
        result["group.\(place).\(entry.name)"] = number(group.hyperparameters[keyPath: entry.path])
      }
    }
    for (place, state) in states.enumerated() where state.step > 0 {
      result["state.\(place).step"] = number(Double(state.step))
      for (name, tensor) in state.tensors { result["state.\(place).\(name)"] = tensor.clone() }
    }
    return result
  }

  /// Takes over a state, so that the next step is the one the saved optimiser would have made.
  ///
  /// - Parameter state: What `stateDict()` of an optimiser of the same kind and with the same groups
  ///   gave.
  /// - Throws: One `StateDictError` with all differences; then nothing has changed.
  public func loadStateDict(_ state: [String: Tensor]) throws(StateDictError) {
    let parameters = groups.flatMap(\.parameters)
    var error = StateDictError(
      module: "\(type(of: self))", missing: [], unexpected: [], mismatched: [])
    var known: Set<String> = []
    for place in groups.indices {
      for entry in Hyperparameters.entries {
        let key = "group.\(place).\(entry.name)"
        known.insert(key)
        if state[key] == nil { error.missing.append(key) }
      }
    }
    for (place, parameter) in parameters.enumerated() {
      known.insert("state.\(place).step")
      for name in stateNames {
        let key = "state.\(place).\(name)"
        known.insert(key)
        if let found = state[key], found.shape != parameter.shape {
          error.mismatched.append(
            .init(name: key, expected: parameter.shape, found: found.shape))
        }
      }
    }
    error.unexpected = state.keys.filter { !known.contains($0) }.sorted()
    let isFitting =
      error.missing.isEmpty && error.unexpected.isEmpty && error.mismatched.isEmpty
    guard isFitting else { throw error }

    for (place, group) in groups.enumerated() {
      for entry in Hyperparameters.entries {
        guard let value = state["group.\(place).\(entry.name)"] else { continue }
        group.hyperparameters[keyPath: entry.path] = value.item()
      }
    }
    states = parameters.enumerated().map { place, parameter in
      let fresh = ParameterState()
      fresh.step = state["state.\(place).step"]?.item(Int.self) ?? 0
      fresh.tensors = stateNames.compactMap { name in
        state["state.\(place).\(name)"].map { (name, $0.convertedCopy(parameter.dtype)) }
      }
      return fresh
    }
  }

  private func number(_ value: Double) -> Tensor { Tensor(scalar: value, dtype: .float64) }
}
