/// CKernels: the inner loops of the engine. C only, no allocation policy of tensors, no shapes checked.
///
/// Conventions, unless a function says otherwise:
/// - Sizes, strides and offsets are in elements, never bytes. Strides may be zero or negative.
/// - "Contiguous" means dense and row-major. Pointers need the alignment of their element only;
///   memory from `ck_alloc` (64 bytes) is fastest.
/// - An output may be the very same memory as an input of the same element size and strides
///   (in-place use); partial overlap is not allowed.
/// - Work above `CK_GRAIN` elements runs on the shared OpenMP pool. Results never depend on the
///   number of threads.
/// - NaN propagates through max, min, argmax, argmin, clamp, relu and sort as it does in PyTorch.
/// - Callers check shapes and dtypes; a combination that does not exist returns `false` or a
///   non-zero status and writes nothing.
#pragma once

#include "ck_core.h"
#include "ck_elementwise.h"
#include "ck_reductions.h"
#include "ck_matrices.h"
#include "ck_layers.h"
#include "ck_blocked.h"
#include "ck_random.h"
