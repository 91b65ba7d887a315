internal import Tensors

// As in Tensors: what people who come from PyTorch write first, refused with our spelling.

/// PyTorch's module of layers, which is not needed here.
@available(*, unavailable, message: "layers stand alone: Linear(20, 256)")
public var nn: PyTorchLayers { PyTorchLayers() }

/// What stands before PyTorch's layers: takes any name and any call, so that `nn.Linear(2, 3)` is
/// refused because of `nn`, not because of `Linear`.
@dynamicMemberLookup @dynamicCallable
public struct PyTorchLayers {
  /// Any layer inside.
  public subscript(dynamicMember name: String) -> PyTorchLayers { self }

  /// Any call.
  public func dynamicallyCall(withKeywordArguments: KeyValuePairs<String, Any>) -> Module {
    fail("PyTorch", "nn was called", rule: "the compiler refuses this spelling")
  }
}

extension Module {
  /// PyTorch's `training` is called `isTraining`.
  @available(*, unavailable, renamed: "isTraining")
  public var training: Bool { isTraining }
}

extension LRSchedule {
  /// PyTorch's `get_last_lr()` is the property `lastRates`.
  @available(*, unavailable, renamed: "lastRates")
  public func getLastLR() -> [Double] { lastRates }
}
