// What a cell sees without an import of its own.
@_exported public import Datasets
@_exported public import Frames
@_exported public import Hosting
@_exported public import NN
@_exported public import Plots
@_exported public import Tensors
