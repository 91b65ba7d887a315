internal import Hosting
internal import Plots
internal import Tensors

/// The entry point of the host process: serves the renderer at the other end of `channel`.
@_cdecl("weft_lab_main")
public func _weftLabMain(_ channel: Int32) {
  FailureHook.handler = { failure in
    let hint = failure.hint.isEmpty ? failure.rule : "\(failure.rule); \(failure.hint)"
    Host.fail(.engine, "\(failure.operation): \(failure.message)", hint: hint)
  }
  Spectators.host = Spectators.Host(
    isLooking: { Host.isFollowed }, changed: { Host.changed($0, $1) }, emptied: { Host.emptied($0) }
  )
  Host.serve(channel: channel, hooks: Host.Hooks(seed: { manualSeed($0) }))
}
