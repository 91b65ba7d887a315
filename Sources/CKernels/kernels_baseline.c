// The kernels for any machine.
#include <math.h>
#include <string.h>

#include "internal.h"

#define CK_VARIANT ck_kernels_baseline
#define CK_VARIANT_NAME "baseline"

#include "variants/math_f32.h"
#include "variants/math_f64.h"
#include "variants/unary.h"
#include "variants/binary.h"
#include "variants/reduce.h"
#include "variants/rows.h"
#include "variants/random.h"
#include "variants/planes.h"
#include "variants/table.h"
