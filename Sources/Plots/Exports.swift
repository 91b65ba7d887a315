public import Records

// The words of figures, for cells, without the rest of Records.

/// A line through points.
public typealias LineMark = Records.LineMark
/// Points with sizes and colours.
public typealias ScatterMark = Records.ScatterMark
/// Bars of one series.
public typealias BarMark = Records.BarMark
/// A histogram.
public typealias HistogramMark = Records.HistogramMark
/// Stems from a base to points.
public typealias StemMark = Records.StemMark
/// The area between two curves.
public typealias BandMark = Records.BandMark
/// Points with error bars.
public typealias ErrorBarMark = Records.ErrorBarMark
/// A straight line across the panel.
public typealias RuleMark = Records.RuleMark
/// A filled strip across the panel.
public typealias SpanMark = Records.SpanMark
/// A picture, or a matrix shown as colours.
public typealias ImageMark = Records.ImageMark
/// Lines or areas of equal height.
public typealias ContourMark = Records.ContourMark
/// A field of arrows.
public typealias QuiverMark = Records.QuiverMark
/// A surface in three dimensions.
public typealias SurfaceMark = Records.SurfaceMark
/// A curve in three dimensions.
public typealias Line3DMark = Records.Line3DMark
/// Boxes with whiskers.
public typealias BoxMark = Records.BoxMark
/// Text at a point.
public typealias TextMark = Records.TextMark
/// An arrow.
public typealias ArrowMark = Records.ArrowMark
/// A rectangle or an ellipse.
public typealias ShapeMark = Records.ShapeMark
/// Nodes and edges.
public typealias DiagramMark = Records.DiagramMark
/// How a mark is drawn.
public typealias MarkStyle = Records.MarkStyle
/// A map from numbers to colours.
public typealias ColorMap = Records.ColorMap
