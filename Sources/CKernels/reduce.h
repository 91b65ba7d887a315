// Sums in double, for reductions and normalisation.
#pragma once

#include "internal.h"

/// CK_SUM (also for CK_MEAN), CK_SUM_SQUARES or CK_SUM_ABS over n of [outer, n, inner], unrounded.
bool ck_sum_to_double(ck_reduce_op op, ck_dtype dtype, const void *x, double *total,
                      int64_t outer, int64_t n, int64_t inner);
