/// Nodes and edges: a computational graph or the layers of a network.
///
/// Only the structure is recorded; the renderer places the nodes in layers along the edges.
public struct DiagramMark: Codable, Equatable, Sendable {
  /// The direction in which edges run.
  public enum Direction: String, Codable, Sendable {
    /// From left to right, from top to bottom, or from bottom to top.
    case rightward, downward, upward
  }

  /// A node.
  public struct Node: Codable, Equatable, Sendable {
    /// What a node stands for, which decides how it looks.
    public enum Role: String, Codable, Sendable {
      /// An operation or a layer: a rounded box.
      case operation
      /// A value that is given: an open box.
      case input
      /// A value that is learned: a box with a strong edge.
      case parameter
      /// The result: a box with a double edge.
      case output
    }

    /// The name that edges use.
    public var id: String
    /// The text in the node; a line feed starts a line.
    public var label: String
    /// What the node stands for.
    public var role: Role
    /// The name of the group it belongs to; nodes of a group are framed together.
    public var group: String?

    /// Creates a node.
    public init(id: String, label: String, role: Role = .operation, group: String? = nil) {
      self.id = id
      self.label = label
      self.role = role
      self.group = group
    }
  }

  /// An edge from one node to another.
  public struct Edge: Codable, Equatable, Sendable {
    /// Where it starts.
    public var from: String
    /// Where it ends.
    public var to: String
    /// The text at the edge, such as a shape.
    public var label: String?

    /// Creates an edge.
    public init(from: String, to: String, label: String? = nil) {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  /// The nodes.
  public var nodes: [Node]
  /// The edges.
  public var edges: [Edge]
  /// The direction in which edges run; nil means rightward.
  public var direction: Direction?

  /// Creates a diagram.
  public init(nodes: [Node], edges: [Edge], direction: Direction? = nil) {
    self.nodes = nodes
    self.edges = edges
    self.direction = direction
  }
}
