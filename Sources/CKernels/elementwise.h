// Look-ups of elementwise loops, for the strided and blocked entry points.
#pragma once

#include "internal.h"

/// The loop and the least number of elements worth a thread; NULL where the pair does not exist.
ck_loop_1 ck_unary_loop(ck_unary_op op, ck_dtype dtype, int64_t *grain);
const ck_binary_loops *ck_binary_loops_of(ck_binary_op op, ck_dtype dtype, int64_t *grain);
/// Runs the form that fits the steps (0: scalar); two scalars give a constant output.
void ck_apply_binary(const ck_binary_loops *loops, int64_t a_step, int64_t b_step,
                     int64_t out_size, const void *a, const void *b, void *out, int64_t n);
