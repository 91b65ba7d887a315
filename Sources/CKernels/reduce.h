// Sums in double, for reductions and normalisation.
#pragma once

#include "internal.h"

/// CK_SUM (also for CK_MEAN), CK_SUM_SQUARES or CK_SUM_ABS over n of [outer, n, inner], unrounded.
bool ck_sum_to_double(ck_reduce_op op, ck_dtype dtype, const void *x, double *total,
                      int64_t outer, int64_t n, int64_t inner);
/// Maximum (or minimum) over n; n is at least 1. False without memory.
bool ck_extremes(ck_dtype dtype, bool greatest, const void *x, void *y, int64_t outer, int64_t n,
                 int64_t inner);
/// Position of the first greatest (or least) element over n; n is at least 1.
void ck_extreme_positions(ck_dtype dtype, bool greatest, const void *x, int64_t *y, int64_t outer,
                          int64_t n, int64_t inner);
