// Elementwise work, conversion, fill and copy.
#pragma once

#include "ck_core.h"

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - Elementwise, one operand (elementwise.c)

typedef enum ck_unary_op : int32_t {
  // All numeric dtypes.
  CK_NEG, CK_ABS, CK_SIGN, CK_SQUARE, CK_RELU,
  // Float32 and float64.
  CK_SQRT, CK_RSQRT, CK_RECIPROCAL,
  CK_EXP, CK_EXP2, CK_EXPM1, CK_LOG, CK_LOG2, CK_LOG10, CK_LOG1P,
  CK_SIN, CK_COS, CK_TAN, CK_ASIN, CK_ACOS, CK_ATAN,
  CK_SINH, CK_COSH, CK_TANH, CK_ASINH, CK_ACOSH, CK_ATANH,
  CK_SIGMOID, CK_GELU, CK_GELU_TANH, CK_SILU, CK_SOFTPLUS, CK_LOGSIGMOID, CK_MISH,
  CK_ERF, CK_ERFC, CK_ERFINV, CK_LGAMMA, CK_DIGAMMA,
  CK_FLOOR, CK_CEIL, CK_ROUND /* half to even */, CK_TRUNC, CK_FRAC,
  // Integers and bool.
  CK_BIT_NOT /* bool: logical not */,
  CK_UNARY_COUNT
} ck_unary_op;

/// y[i] = op(x[i]) for n contiguous elements of one dtype.
bool ck_unary(ck_unary_op op, ck_dtype dtype, const void *x, void *y, int64_t n);
/// The same over a strided box; `shape` has `rank` extents.
bool ck_unary_nd(ck_unary_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                 const void *x, const int64_t *x_strides, void *y, const int64_t *y_strides);

typedef enum ck_predicate_op : int32_t {
  CK_IS_NAN, CK_IS_INF, CK_IS_FINITE, CK_LOGICAL_NOT, CK_SIGNBIT,
} ck_predicate_op;
/// y[i] = op(x[i]) as bool, x of any dtype.
bool ck_predicate(ck_predicate_op op, ck_dtype dtype, const void *x, bool *y, int64_t n);

// MARK: - Elementwise, two operands (elementwise.c, strided.c)

typedef enum ck_binary_op : int32_t {
  // All dtypes (bool: add, max are or; mul, min are and; no sub).
  CK_ADD, CK_SUB, CK_MUL, CK_MAX, CK_MIN,
  // Float32 and float64 (true division of integers: convert first).
  CK_DIV, CK_ATAN2, CK_HYPOT, CK_COPYSIGN, CK_LOGADDEXP, CK_FMAX, CK_FMIN, CK_XLOGY, CK_NEXTAFTER,
  // Numeric dtypes; integer division by zero gives 0 (check first), rounding as in PyTorch.
  CK_POW, CK_FLOOR_DIV, CK_TRUNC_DIV, CK_REMAINDER /* sign of b */, CK_FMOD /* sign of a */,
  // Bool and integers.
  CK_BIT_AND, CK_BIT_OR, CK_BIT_XOR, CK_SHIFT_LEFT, CK_SHIFT_RIGHT,
  CK_BINARY_COUNT
} ck_binary_op;

/// out[i] = op(a[i * a_step], b[i * b_step]) for n elements; out is contiguous and a step is
/// 1 (vector) or 0 (scalar).
bool ck_binary(ck_binary_op op, ck_dtype dtype, const void *a, int64_t a_step, const void *b,
               int64_t b_step, void *out, int64_t n);
/// The same over a strided box with broadcasting as stride 0. Dimensions are reordered and merged
/// inside; `out` may be `a` or `b` when their strides are equal.
bool ck_binary_nd(ck_binary_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                  const void *a, const int64_t *a_strides, const void *b,
                  const int64_t *b_strides, void *out, const int64_t *out_strides);
/// out[i] = op(a[i], scalar), or op(scalar, a[i]) when `scalar_first`. The scalar is converted to
/// the dtype (integers and bool take `scalar` truncated).
bool ck_binary_scalar(ck_binary_op op, ck_dtype dtype, const void *a, double scalar,
                      bool scalar_first, void *out, int64_t n);

typedef enum ck_compare_op : int32_t {
  CK_EQ, CK_NE, CK_LT, CK_LE, CK_GT, CK_GE,
  CK_LOGICAL_AND, CK_LOGICAL_OR, CK_LOGICAL_XOR,
} ck_compare_op;
/// out[i] = a op b as bool; steps as in `ck_binary`.
bool ck_compare(ck_compare_op op, ck_dtype dtype, const void *a, int64_t a_step, const void *b,
                int64_t b_step, bool *out, int64_t n);
/// The same over a strided box.
bool ck_compare_nd(ck_compare_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                   const void *a, const int64_t *a_strides, const void *b,
                   const int64_t *b_strides, bool *out, const int64_t *out_strides);

// MARK: - Elementwise, three operands and the rest (elementwise.c, strided.c)

/// out[i] = condition[i] ? a[i] : b[i], any dtype; steps 0 or 1.
bool ck_where(ck_dtype dtype, const bool *condition, int64_t c_step, const void *a, int64_t a_step,
              const void *b, int64_t b_step, void *out, int64_t n);
/// The same over a strided box.
bool ck_where_nd(ck_dtype dtype, int32_t rank, const int64_t *shape, const bool *condition,
                 const int64_t *c_strides, const void *a, const int64_t *a_strides, const void *b,
                 const int64_t *b_strides, void *out, const int64_t *out_strides);
/// y[i] = min(max(x[i], low), high); NaN stays. Numeric dtypes; for integers use bounds that fit.
bool ck_clamp(ck_dtype dtype, const void *x, double low, double high, void *y, int64_t n);
/// y[i] += alpha * x[i] (in place), numeric dtypes. The accumulation of gradients.
bool ck_axpy(ck_dtype dtype, double alpha, const void *x, void *y, int64_t n);
/// out[i] = alpha * x[i] + beta, float32 and float64.
bool ck_affine(ck_dtype dtype, const void *x, double alpha, double beta, void *out, int64_t n);
/// out[i] = a[i] + alpha * b[i], float32 and float64.
bool ck_add_scaled(ck_dtype dtype, const void *a, const void *b, double alpha, void *out,
                   int64_t n);
/// out[i] = a[i] + value * b[i] * c[i], float32 and float64.
bool ck_addcmul(ck_dtype dtype, const void *a, const void *b, const void *c, double value,
                void *out, int64_t n);
/// out[i] = a[i] + value * b[i] / c[i], float32 and float64.
bool ck_addcdiv(ck_dtype dtype, const void *a, const void *b, const void *c, double value,
                void *out, int64_t n);
/// out[i] = a[i] + w * (b[i] - a[i]), exact at w = 1; float32 and float64.
bool ck_lerp(ck_dtype dtype, const void *a, const void *b, double w, void *out, int64_t n);

/// Gradients of activations from the saved tensor: `saved` is the output y unless noted.
typedef enum ck_backward_op : int32_t {
  CK_RELU_BACKWARD,         ///< g where y > 0 (x serves as well)
  CK_SIGMOID_BACKWARD,      ///< g * y * (1 - y)
  CK_TANH_BACKWARD,         ///< g * (1 - y * y)
  CK_SQRT_BACKWARD,         ///< g / (2 y)
  CK_RSQRT_BACKWARD,        ///< -g / 2 * y^3
  CK_RECIPROCAL_BACKWARD,   ///< -g * y * y
  CK_ABS_BACKWARD,          ///< saved x: g * sign(x)
  CK_GELU_BACKWARD,         ///< saved x
  CK_GELU_TANH_BACKWARD,    ///< saved x
  CK_SILU_BACKWARD,         ///< saved x
  CK_SOFTPLUS_BACKWARD,     ///< saved x: g * sigmoid(x)
  CK_LOGSIGMOID_BACKWARD,   ///< saved x: g * sigmoid(-x)
  CK_MISH_BACKWARD,         ///< saved x
} ck_backward_op;
/// gx[i] = gradient from g[i] and saved[i], contiguous, float32 and float64. `gx` may be `g`.
bool ck_backward(ck_backward_op op, ck_dtype dtype, const void *g, const void *saved, void *gx,
                 int64_t n);

// MARK: - Conversion, fill, copy (convert.c, strided.c)

/// Converts n contiguous elements between any two dtypes. Float to integer truncates; to bool is
/// "not zero"; to float16 rounds to nearest even.
bool ck_convert(ck_dtype from, const void *x, ck_dtype to, void *y, int64_t n);
/// The same from a strided box into a strided box (also the general copy when the dtypes agree).
bool ck_convert_nd(ck_dtype from, ck_dtype to, int32_t rank, const int64_t *shape, const void *x,
                   const int64_t *x_strides, void *y, const int64_t *y_strides);
/// y[i] = value, converted to the dtype.
bool ck_fill(ck_dtype dtype, void *y, double value, int64_t n);
/// y[i] = value for integers that do not fit a double (I64) and all other integer dtypes.
bool ck_fill_i64(ck_dtype dtype, void *y, int64_t value, int64_t n);
/// Fills a strided box.
bool ck_fill_nd(ck_dtype dtype, int32_t rank, const int64_t *shape, void *y,
                const int64_t *y_strides, double value);
/// y[i] = start + i * step, computed in double (I64: in integers), numeric dtypes.
bool ck_arange(ck_dtype dtype, void *y, double start, double step, int64_t n);
/// Parallel memcpy of contiguous memory.
void ck_copy(const void *source, void *destination, size_t bytes);

#ifdef __cplusplus
}
#endif
