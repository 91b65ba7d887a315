import Tensors

/// `add:<n>` and `exp:<n>`: one operation on n elements, for the curve of time against size.
func scaling(_ name: String) -> (() -> Void)? {
  let parts = name.split(separator: ":")
  guard parts.count == 2, let count = Int(parts[1]) else { return nil }
  let (x, y) = (randn([count]), randn([count]))
  switch parts[0] {
  case "add": return { consume(x + y) }
  case "exp": return { consume(exp(x)) }
  case "sum": return { consume(x.sum()) }
  default: return nil
  }
}
