internal import Hosting

/// The entry point of the host process: serves the renderer at the other end of `channel`.
@_cdecl("weft_lab_main")
public func _weftLabMain(_ channel: Int32) {
  Host.serve(channel: channel, hooks: Host.Hooks())
}
