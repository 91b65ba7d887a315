// The scalar loops of libm.c, by operation; NULL where there is none.
#pragma once

#include "internal.h"

ck_loop_1 ck_libm_unary(ck_unary_op op, ck_dtype dtype);
const ck_binary_loops *ck_libm_binary(ck_binary_op op, ck_dtype dtype);
ck_loop_2 ck_libm_backward(ck_backward_op op, ck_dtype dtype);
