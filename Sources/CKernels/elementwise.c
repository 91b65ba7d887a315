// Contiguous elementwise operations: look up the loop, share the range over the pool.
#include "elementwise.h"

#include <math.h>
#include <string.h>

#include "libm_loops.h"

// MARK: - Look-up

// Elements a thread should get at least: arithmetic waits for memory, series and libm compute.
#define GRAIN_SERIES 8192
#define GRAIN_LIBM 2048

static bool is_cheap(ck_unary_op op) {
  return op <= CK_RECIPROCAL || (op >= CK_FLOOR && op <= CK_BIT_NOT);
}

ck_loop_1 ck_unary_loop(ck_unary_op op, ck_dtype dtype, int64_t *grain) {
  if ((uint32_t)op >= CK_UNARY_COUNT || (uint32_t)dtype >= CK_DTYPES) return NULL;
  ck_loop_1 loop = ck_active()->unary[op][dtype];
  *grain = is_cheap(op) ? CK_GRAIN : GRAIN_SERIES;
  if (loop) return loop;
  *grain = GRAIN_LIBM;
  return ck_libm_unary(op, dtype);
}

const ck_binary_loops *ck_binary_loops_of(ck_binary_op op, ck_dtype dtype, int64_t *grain) {
  if ((uint32_t)op >= CK_BINARY_COUNT || (uint32_t)dtype >= CK_DTYPES) return NULL;
  const ck_binary_loops *loops = &ck_active()->binary[op][dtype];
  *grain = op == CK_POW ? GRAIN_SERIES : CK_GRAIN;
  if (loops->vv) return loops;
  *grain = GRAIN_LIBM;
  return ck_libm_binary(op, dtype);
}

void ck_apply_binary(const ck_binary_loops *loops, int64_t a_step, int64_t b_step,
                     int64_t out_size, const void *a, const void *b, void *out, int64_t n) {
  if (a_step && b_step) {
    loops->vv(a, b, out, n);
  } else if (a_step) {
    loops->vs(a, b, out, n);
  } else if (b_step) {
    loops->sv(a, b, out, n);
  } else if (n > 0) {
    loops->vv(a, b, out, 1);
    for (int64_t done = 1; done < n;) {
      int64_t count = ck_min_i64(done, n - done);
      memcpy((char *)out + done * out_size, out, (size_t)(count * out_size));
      done += count;
    }
  }
}

// MARK: - Sharing a range

typedef struct range {
  const void *a, *b, *c;
  void *out;
  int64_t a_size, b_size, c_size, out_size;  // bytes to advance per element; 0 for a scalar
  double s, t;
  union {
    ck_loop_1 one;
    ck_loop_2 two;
    ck_loop_1s one_scaled;
    ck_loop_2s two_scaled;
    ck_loop_3s three_scaled;
    const ck_binary_loops *binary;
    ck_loop_where where;
  } loop;
} range;
#define AT(r, field, i) ((const char *)(r)->field + (i) * (r)->field##_size)
#define OUT(r, i) ((char *)(r)->out + (i) * (r)->out_size)

static void run_one(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.one(AT(r, a, begin), OUT(r, begin), end - begin);
}
static void run_two(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.two(AT(r, a, begin), AT(r, b, begin), OUT(r, begin), end - begin);
}
static void run_one_scaled(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.one_scaled(AT(r, a, begin), r->s, r->t, OUT(r, begin), end - begin);
}
static void run_two_scaled(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.two_scaled(AT(r, a, begin), AT(r, b, begin), r->s, OUT(r, begin), end - begin);
}
static void run_three_scaled(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.three_scaled(AT(r, a, begin), AT(r, b, begin), AT(r, c, begin), r->s, OUT(r, begin),
                       end - begin);
}
static void run_binary(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  ck_apply_binary(r->loop.binary, r->a_size, r->b_size, r->out_size, AT(r, a, begin),
                  AT(r, b, begin), OUT(r, begin), end - begin);
}
static void run_where(void *context, int64_t begin, int64_t end) {
  const range *r = context;
  r->loop.where((const bool *)AT(r, c, begin), AT(r, a, begin), AT(r, b, begin), OUT(r, begin),
                end - begin);
}

static bool share(range *r, int64_t n, int64_t grain, void (*run)(void *, int64_t, int64_t)) {
  if (n > 0) ck_parallel_units(n, grain, 64, r, run);
  return true;
}

// MARK: - Entry points

bool ck_unary(ck_unary_op op, ck_dtype dtype, const void *x, void *y, int64_t n) {
  int64_t grain;
  ck_loop_1 loop = ck_unary_loop(op, dtype, &grain);
  if (!loop) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = x, .out = y, .a_size = size, .out_size = size, .loop.one = loop};
  return share(&r, n, grain, run_one);
}

bool ck_binary(ck_binary_op op, ck_dtype dtype, const void *a, int64_t a_step, const void *b,
               int64_t b_step, void *out, int64_t n) {
  int64_t grain;
  const ck_binary_loops *loops = ck_binary_loops_of(op, dtype, &grain);
  if (!loops) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = a, .b = b, .out = out, .a_size = a_step ? size : 0,
             .b_size = b_step ? size : 0, .out_size = size, .loop.binary = loops};
  return share(&r, n, grain, run_binary);
}

/// Powers that PyTorch, too, computes without a logarithm.
static bool power_by_constant(ck_dtype dtype, const void *a, double exponent, void *out,
                              int64_t n, bool *result) {
  if (!ck_is_float(dtype)) return false;
  if (exponent == 2) *result = ck_unary(CK_SQUARE, dtype, a, out, n);
  else if (exponent == 0.5) *result = ck_unary(CK_SQRT, dtype, a, out, n);
  else if (exponent == -0.5) *result = ck_unary(CK_RSQRT, dtype, a, out, n);
  else if (exponent == -1) *result = ck_unary(CK_RECIPROCAL, dtype, a, out, n);
  else if (exponent == 3 && a != out)
    *result = ck_unary(CK_SQUARE, dtype, a, out, n) &&
              ck_binary(CK_MUL, dtype, out, 1, a, 1, out, n);
  else return false;
  return true;
}

bool ck_binary_scalar(ck_binary_op op, ck_dtype dtype, const void *a, double scalar,
                      bool scalar_first, void *out, int64_t n) {
  bool result;
  if (op == CK_POW && !scalar_first && power_by_constant(dtype, a, scalar, out, n, &result))
    return result;
  double cell;  // room and alignment for any dtype
  if (!ck_fill(dtype, &cell, scalar, 1)) return false;
  return scalar_first ? ck_binary(op, dtype, &cell, 0, a, 1, out, n)
                      : ck_binary(op, dtype, a, 1, &cell, 0, out, n);
}

bool ck_compare(ck_compare_op op, ck_dtype dtype, const void *a, int64_t a_step, const void *b,
                int64_t b_step, bool *out, int64_t n) {
  if ((uint32_t)op >= CK_COMPARES || (uint32_t)dtype >= CK_DTYPES) return false;
  const ck_binary_loops *loops = &ck_active()->compare[op][dtype];
  if (!loops->vv) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = a, .b = b, .out = out, .a_size = a_step ? size : 0,
             .b_size = b_step ? size : 0, .out_size = 1, .loop.binary = loops};
  return share(&r, n, CK_GRAIN, run_binary);
}

#define PREDICATE_FLOAT(T, U, EXPONENT, MANTISSA, SIGN)                                 \
  for (int64_t i = begin; i < end; i++) {                                               \
    U bits;                                                                             \
    memcpy(&bits, (const char *)x + i * (int64_t)sizeof(U), sizeof bits);               \
    U e = bits & EXPONENT, m = bits & MANTISSA;                                         \
    y[i] = op == CK_IS_NAN ? (e == EXPONENT) & (m != 0)                                 \
           : op == CK_IS_INF ? (e == EXPONENT) & (m == 0)                               \
           : op == CK_IS_FINITE ? e != EXPONENT                                         \
           : op == CK_LOGICAL_NOT ? (e | m) == 0 : (bits & SIGN) != 0;                  \
  }
#define PREDICATE_INTEGER(T)                                                            \
  for (int64_t i = begin; i < end; i++) {                                               \
    T v = ((const T *)x)[i];                                                            \
    y[i] = op == CK_IS_FINITE ? 1 : op == CK_LOGICAL_NOT ? v == 0                       \
           : op == CK_SIGNBIT ? v < 0 : 0;                                              \
  }
typedef struct predicate_job { ck_predicate_op op; ck_dtype dtype; const void *x; bool *y; }
    predicate_job;
static void run_predicate(void *context, int64_t begin, int64_t end) {
  const predicate_job *job = context;
  const ck_predicate_op op = job->op;
  const void *x = job->x;
  uint8_t *y = (uint8_t *)job->y;
  switch (job->dtype) {
    case CK_F16: PREDICATE_FLOAT(_Float16, uint16_t, 0x7c00u, 0x3ffu, 0x8000u) break;
    case CK_F32: PREDICATE_FLOAT(float, uint32_t, 0x7f800000u, 0x7fffffu, 0x80000000u) break;
    case CK_F64:
      PREDICATE_FLOAT(double, uint64_t, 0x7ff0000000000000ull, 0xfffffffffffffull, 1ull << 63)
      break;
    case CK_I32: PREDICATE_INTEGER(int32_t) break;
    case CK_I64: PREDICATE_INTEGER(int64_t) break;
    case CK_U8:
    case CK_BOOL:
      for (int64_t i = begin; i < end; i++)
        y[i] = op == CK_IS_FINITE ? 1 : op == CK_LOGICAL_NOT ? !((const uint8_t *)x)[i] : 0;
      break;
  }
}
bool ck_predicate(ck_predicate_op op, ck_dtype dtype, const void *x, bool *y, int64_t n) {
  if ((uint32_t)op > CK_SIGNBIT || (uint32_t)dtype >= CK_DTYPES) return false;
  predicate_job job = {op, dtype, x, y};
  ck_parallel_units(n, CK_GRAIN, 64, &job, run_predicate);
  return true;
}

bool ck_where(ck_dtype dtype, const bool *condition, int64_t c_step, const void *a, int64_t a_step,
              const void *b, int64_t b_step, void *out, int64_t n) {
  if ((uint32_t)dtype >= CK_DTYPES) return false;
  if (n <= 0) return true;
  int64_t size = ck_size(dtype);
  if (c_step && a_step && b_step) {
    range r = {.a = a, .b = b, .c = condition, .out = out, .a_size = size, .b_size = size,
               .c_size = 1, .out_size = size, .loop.where = ck_active()->where[dtype]};
    return share(&r, n, CK_GRAIN, run_where);
  }
  int64_t as = a_step != 0, bs = b_step != 0, cs = c_step != 0, os = 1;
  return ck_where_nd(dtype, 1, &n, condition, &cs, a, &as, b, &bs, out, &os);
}

bool ck_clamp(ck_dtype dtype, const void *x, double low, double high, void *y, int64_t n) {
  if ((uint32_t)dtype >= CK_DTYPES || !ck_active()->clamp[dtype]) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = x, .out = y, .a_size = size, .out_size = size, .s = low, .t = high,
             .loop.one_scaled = ck_active()->clamp[dtype]};
  return share(&r, n, CK_GRAIN, run_one_scaled);
}

bool ck_affine(ck_dtype dtype, const void *x, double alpha, double beta, void *out, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = x, .out = out, .a_size = size, .out_size = size, .s = alpha, .t = beta,
             .loop.one_scaled = ck_active()->affine[dtype == CK_F64]};
  return share(&r, n, CK_GRAIN, run_one_scaled);
}

static bool scaled_pair(ck_loop_2s loop, ck_dtype dtype, const void *a, const void *b, double s,
                        void *out, int64_t n) {
  if (!loop) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = a, .b = b, .out = out, .a_size = size, .b_size = size, .out_size = size,
             .s = s, .loop.two_scaled = loop};
  return share(&r, n, CK_GRAIN, run_two_scaled);
}

bool ck_axpy(ck_dtype dtype, double alpha, const void *x, void *y, int64_t n) {
  if ((uint32_t)dtype >= CK_DTYPES) return false;
  return scaled_pair(ck_active()->add_scaled[dtype], dtype, y, x, alpha, y, n);
}
bool ck_add_scaled(ck_dtype dtype, const void *a, const void *b, double alpha, void *out,
                   int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return scaled_pair(ck_active()->add_scaled[dtype], dtype, a, b, alpha, out, n);
}
bool ck_lerp(ck_dtype dtype, const void *a, const void *b, double w, void *out, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return scaled_pair(ck_active()->lerp[dtype == CK_F64], dtype, a, b, w, out, n);
}

static bool scaled_triple(ck_loop_3s loop, ck_dtype dtype, const void *a, const void *b,
                          const void *c, double s, void *out, int64_t n) {
  int64_t size = ck_size(dtype);
  range r = {.a = a, .b = b, .c = c, .out = out, .a_size = size, .b_size = size,
             .c_size = size, .out_size = size, .s = s, .loop.three_scaled = loop};
  return share(&r, n, CK_GRAIN, run_three_scaled);
}
bool ck_addcmul(ck_dtype dtype, const void *a, const void *b, const void *c, double value,
                void *out, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return scaled_triple(ck_active()->addcmul[dtype == CK_F64], dtype, a, b, c, value, out, n);
}
bool ck_addcdiv(ck_dtype dtype, const void *a, const void *b, const void *c, double value,
                void *out, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return scaled_triple(ck_active()->addcdiv[dtype == CK_F64], dtype, a, b, c, value, out, n);
}

bool ck_backward(ck_backward_op op, ck_dtype dtype, const void *g, const void *saved, void *gx,
                 int64_t n) {
  if ((uint32_t)op >= CK_BACKWARDS || !ck_is_float(dtype)) return false;
  ck_loop_2 loop = ck_active()->backward[op][dtype == CK_F64];
  if (!loop) loop = ck_libm_backward(op, dtype);
  if (!loop) return false;
  int64_t size = ck_size(dtype);
  range r = {.a = g, .b = saved, .out = gx, .a_size = size, .b_size = size, .out_size = size,
             .loop.two = loop};
  return share(&r, n, op <= CK_ABS_BACKWARD ? CK_GRAIN : GRAIN_SERIES, run_two);
}
