// Reductions over any set of dimensions of a strided box, as a few contiguous reductions.
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/// dtype of the result of one stage, and the operation and dtype the next stage works with.
static ck_dtype stage_result(ck_reduce_op op, ck_dtype dtype) {
  switch (op) {
    case CK_ANY:
    case CK_ALL: return CK_BOOL;
    case CK_COUNT_NONZERO: return CK_I64;
    case CK_SUM:
    case CK_PROD: return ck_is_float(dtype) ? dtype : CK_I64;
    default: return dtype;
  }
}
static ck_reduce_op next_operation(ck_reduce_op op) {
  return op == CK_SUM_SQUARES || op == CK_SUM_ABS || op == CK_COUNT_NONZERO ? CK_SUM : op;
}

typedef struct group { int64_t extent; bool reduced; } group;

bool ck_reduce_nd(ck_reduce_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                  const void *x, const int64_t *x_strides, uint32_t axes, void *y) {
  if (rank > CK_MAX_RANK || op == CK_ARGMAX || op == CK_ARGMIN || (uint32_t)dtype >= CK_DTYPES)
    return false;
  int order[CK_MAX_RANK];
  int count = 0;
  int64_t total = 1, reduced_total = 1, kept_total = 1;
  for (int d = 0; d < rank; d++) {
    total *= shape[d];
    if (axes >> d & 1) reduced_total *= shape[d];
    else kept_total *= shape[d];
    if (shape[d] != 1) order[count++] = d;
  }
  if (kept_total == 0) return true;
  if (reduced_total == 0) return ck_reduce(op, dtype, x, y, 1, 0, kept_total);
  // Memory order: greatest stride first. Dense when every stride is the product of those inside.
  for (int i = 1; i < count; i++)
    for (int j = i; j > 0 && llabs(x_strides[order[j]]) > llabs(x_strides[order[j - 1]]); j--) {
      int swap = order[j];
      order[j] = order[j - 1];
      order[j - 1] = swap;
    }
  bool dense = true;
  int64_t expected = 1;
  for (int i = count - 1; i >= 0; i--) {
    dense = dense && x_strides[order[i]] == expected;
    expected *= shape[order[i]];
  }
  void *copy = NULL;
  int64_t size = ck_size(dtype);
  if (!dense) {
    int64_t strides[CK_MAX_RANK];
    int64_t step = 1;
    for (int d = rank - 1; d >= 0; d--) {
      strides[d] = step;
      step *= shape[d];
    }
    copy = ck_alloc((size_t)(total * size));
    if (!copy) return false;
    ck_convert_nd(dtype, dtype, rank, shape, x, x_strides, copy, strides);
    x = copy;
    count = 0;
    for (int d = 0; d < rank; d++)
      if (shape[d] != 1) order[count++] = d;
  }
  group groups[CK_MAX_RANK];
  int group_count = 0, stages = 0;
  bool in_order = true;
  int last_kept = -1;
  for (int i = 0; i < count; i++) {
    int d = order[i];
    bool reduced = axes >> d & 1;
    if (!reduced) {
      in_order = in_order && d > last_kept;
      last_kept = d;
    }
    if (group_count && groups[group_count - 1].reduced == reduced) {
      groups[group_count - 1].extent *= shape[d];
    } else {
      groups[group_count++] = (group){shape[d], reduced};
      stages += reduced;
    }
  }
  if (stages == 0) {  // only extents of one are reduced: still converts, squares, compares
    groups[group_count++] = (group){1, true};
    stages = 1;
  }
  bool mean = op == CK_MEAN;
  if (mean) op = CK_SUM;
  bool done = true;
  const void *current = x;
  void *held = NULL;
  size_t held_bytes = 0;
  for (int stage = 0; stage < stages && done; stage++) {
    int g = group_count - 1;
    while (!groups[g].reduced) g--;
    int64_t outer = 1, inner = 1, n = groups[g].extent;
    for (int i = 0; i < g; i++) outer *= groups[i].extent;
    for (int i = g + 1; i < group_count; i++) inner *= groups[i].extent;
    bool final = stage == stages - 1 && in_order;
    ck_dtype result = stage_result(op, dtype);
    size_t bytes = (size_t)(outer * inner * ck_size(result));
    void *target = final ? y : ck_alloc(bytes);
    done = target && ck_reduce(op, dtype, current, target, outer, n, inner);
    ck_free(held, held_bytes);
    held = final ? NULL : target;
    held_bytes = bytes;
    current = target;
    dtype = result;
    op = next_operation(op);
    groups[g].reduced = false;
    groups[g].extent = 1;
  }
  if (done && !in_order) {
    // The kept dimensions are in memory order; write them in the caller's.
    int64_t kept_shape[CK_MAX_RANK], from[CK_MAX_RANK], to[CK_MAX_RANK];
    int kept = 0;
    for (int i = 0; i < count; i++)
      if (!(axes >> order[i] & 1)) kept_shape[kept++] = order[i];
    int64_t step = 1;
    int32_t n = kept;
    for (int i = n - 1; i >= 0; i--) {
      int64_t inside = 1;
      for (int d = (int)kept_shape[i] + 1; d < rank; d++)
        if (!(axes >> d & 1)) inside *= shape[d];
      from[i] = step;
      to[i] = inside;
      kept_shape[i] = shape[kept_shape[i]];
      step *= kept_shape[i];
    }
    done = ck_convert_nd(dtype, dtype, n, kept_shape, current, from, y, to);
  }
  ck_free(held, held_bytes);
  ck_free(copy, copy ? (size_t)(total * size) : 0);
  if (done && mean)
    return ck_binary_scalar(CK_DIV, dtype, y, (double)reduced_total, false, y, kept_total);
  return done;
}
