extension Mark {
  /// How the mark is drawn; the standard where its kind has no style.
  public var style: MarkStyle {
    switch self {
    case .line(let m): m.style
    case .scatter(let m): m.style
    case .bars(let m): m.style
    case .histogram(let m): m.style
    case .stem(let m): m.style
    case .band(let m): m.style
    case .errorBars(let m): m.style
    case .rule(let m): m.style
    case .span(let m): m.style
    case .contour(let m): m.style
    case .quiver(let m): m.style
    case .surface(let m): m.style
    case .line3D(let m): m.style
    case .boxes(let m): m.style
    case .text(let m): m.style
    case .arrow(let m): m.style
    case .shape(let m): m.style
    case .image, .diagram: MarkStyle()
    }
  }
}
