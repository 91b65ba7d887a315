// The kernels for x86-64-v4.
#if defined(__x86_64__)
#include <math.h>
#include <string.h>

#include "internal.h"

#define CK_VARIANT ck_kernels_avx512
#define CK_VARIANT_NAME "avx512"
#define PLANE_LANES 16

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#include "variants/math_f32.h"
#include "variants/math_f64.h"
#include "variants/unary.h"
#include "variants/binary.h"
#include "variants/reduce.h"
#include "variants/rows.h"
#include "variants/random.h"
#include "variants/planes.h"
#include "variants/table.h"
#pragma clang attribute pop
#endif
