public import Frames

extension Series: PlotData {
  /// The numbers of the column; missing ones are gaps.
  public var plotValues: [Double] { doubles }
}
