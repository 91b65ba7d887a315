// What the sources of CKernels share with each other, and nobody else sees.
#pragma once

#include "CKernels.h"

#define CK_INLINE static inline __attribute__((always_inline))
/// Asserts that iterations are independent (exact in-place use is), so that no overlap check sends
/// in-place calls down a scalar path.
#define CK_VECTOR _Pragma("clang loop vectorize(assume_safety)")

CK_INLINE int64_t ck_min_i64(int64_t a, int64_t b) { return a < b ? a : b; }
CK_INLINE int64_t ck_max_i64(int64_t a, int64_t b) { return a > b ? a : b; }
CK_INLINE int64_t ck_ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

/// Bytes of an element.
CK_INLINE int64_t ck_size(ck_dtype dtype) {
  static const int8_t sizes[] = {1, 1, 4, 8, 2, 4, 8};
  return sizes[dtype];
}
CK_INLINE bool ck_is_float(ck_dtype dtype) { return dtype == CK_F32 || dtype == CK_F64; }

// MARK: - Kernels built once per instruction set

typedef void (*ck_loop_1)(const void *x, void *y, int64_t n);
typedef void (*ck_loop_2)(const void *a, const void *b, void *out, int64_t n);
typedef void (*ck_loop_where)(const bool *c, const void *a, const void *b, void *out, int64_t n);
typedef void (*ck_loop_1s)(const void *x, double s, double t, void *y, int64_t n);
typedef void (*ck_loop_2s)(const void *a, const void *b, double s, void *out, int64_t n);
typedef void (*ck_loop_3s)(const void *a, const void *b, const void *c, double s, void *out,
                           int64_t n);
/// Partial reduction of n contiguous elements; the accumulator's type depends on the operation.
typedef void (*ck_fold)(const void *x, int64_t n, void *result);
/// Folds `rows` rows of `n` elements (`stride` apart) into result[n], column by column.
typedef void (*ck_fold_columns)(const void *x, int64_t rows, int64_t stride, int64_t n,
                                void *result);

/// Vector with vector, vector with scalar b, scalar a with vector.
typedef struct ck_binary_loops { ck_loop_2 vv, vs, sv; } ck_binary_loops;

/// Sizes of a convolution plane by plane, in floats; x is padded with zeros already.
typedef struct ck_planes {
  int64_t channels, height, pad_top;  ///< of x, without the padding
  int64_t kernel_h, kernel_w, out_height, out_width;
  int64_t x_plane, x_pitch, g_plane, g_pitch;
} ck_planes;
#define CK_PLANE_OUTPUTS 6
#define CK_PLANE_TAPS 5

#define CK_DTYPES 7
#define CK_COMPARES 9
#define CK_BACKWARDS 13

/// Everything that exists once per instruction set. Missing combinations are NULL.
typedef struct ck_kernels {
  const char *name;
  ck_loop_1 unary[CK_UNARY_COUNT][CK_DTYPES];
  ck_binary_loops binary[CK_BINARY_COUNT][CK_DTYPES];
  ck_binary_loops compare[CK_COMPARES][CK_DTYPES];
  ck_loop_2 backward[CK_BACKWARDS][2];
  ck_loop_1 convert[CK_DTYPES][CK_DTYPES];
  ck_loop_where where[CK_DTYPES];
  ck_loop_1s clamp[CK_DTYPES];
  ck_loop_1s affine[2];
  ck_loop_2s add_scaled[CK_DTYPES];
  ck_loop_2s lerp[2];
  ck_loop_3s addcmul[2], addcdiv[2];
  // Sums accumulate in the dtype over short blocks; the block sums are added in double.
  void (*sum[2])(const void *x, int64_t n, double *result);
  void (*sum_squares[2])(const void *x, int64_t n, double *result);
  void (*sum_abs[2])(const void *x, int64_t n, double *result);
  void (*sum_square_deviations[2])(const void *x, int64_t n, double mean, double *result);
  void (*dot[2])(const void *a, const void *b, int64_t n, double *result);
  /// Every addition in double.
  void (*sum_exactly[2])(const void *x, int64_t n, double *result);
  /// y[i] = total + x[0] + ... + x[i].
  void (*running_sum[2])(const void *x, double total, void *y, int64_t n);
  ck_fold max[2], min[2];
  ck_fold_columns sum_columns[2];
  /// One row of softmax and its logarithm, forward and backward.
  void (*softmax_row[2])(const void *x, void *y, int64_t n, bool logarithm);
  void (*softmax_row_backward[2])(const void *g, const void *y, void *gx, int64_t n,
                                  bool logarithm);
  /// exp(x - shift) into y, returning the sum.
  double (*exp_shifted[2])(const void *x, double shift, void *y, int64_t n);
  /// y = (x - mean) * rstd * gamma + beta with gamma, beta per element or NULL.
  void (*normalize_row[2])(const void *x, double mean, double rstd, const void *gamma,
                           const void *beta, void *y, int64_t n);
  /// gx = a * g + b * x + c.
  void (*combine[2])(const void *g, const void *x, double a, double b, double c, void *gx,
                     int64_t n);
  void (*sgd[2])(void *p, const void *g, void *v, double lr, double momentum, double dampening,
                 double weight_decay, bool nesterov, bool first, int64_t n);
  void (*adam[2])(void *p, const void *g, void *m, void *v, void *vmax, const double *constants,
                  int64_t n);
  void (*normals[2])(const uint32_t *bits, void *y, double mean, double deviation, int64_t n);
  void (*philox)(uint64_t seed, uint64_t stream, uint64_t first_block, uint32_t *y,
                 int64_t blocks);
  /// Means of 2 x 2 windows from two rows, and a row whose every element is spread over two.
  ck_loop_2 halve_rows[2];
  ck_loop_1 spread_row[2];
  /// Columns that a vector holds.
  int64_t plane_lanes;
  /// y [n + 1 planes] from padded x, w [channels][rows][columns][n + 1] and bias (may be NULL).
  void (*plane_rows[CK_PLANE_OUTPUTS])(const ck_planes *p, const float *x, const float *w,
                                       const float *bias, float *y);
  /// Adds the gradients of m + 1 outputs in n + 1 taps of a row to sums [m + 1][step][lanes].
  void (*plane_products[2][CK_PLANE_TAPS])(const ck_planes *p, const float *x, const float *g,
                                           float *sums, int64_t step);
} ck_kernels;

extern const ck_kernels ck_kernels_avx512, ck_kernels_avx2, ck_kernels_baseline;
/// The variant for this machine.
const ck_kernels *ck_active(void);

/// Whether windows are 2 x 2 means side by side, for which plain layout is best.
bool ck_pool_halves(const ck_pool_t *pool);

// MARK: - Running on the pool

/// As `ck_parallel_for`, with block borders on multiples of `unit`.
void ck_parallel_units(int64_t count, int64_t grain, int64_t unit, void *context,
                       void (*body)(void *context, int64_t begin, int64_t end));
/// True inside a parallel region.
bool ck_in_parallel(void);
/// Sets flush-to-zero on this thread when it is not set yet.
void ck_enter_thread(void);

// MARK: - Strided boxes (strided.c)

#define CK_OPERANDS 4

/// A box over up to four operands; operand 0 is the output. Fastest dimension first.
typedef struct ck_box {
  int32_t rank, operands;
  int64_t shape[CK_MAX_RANK];
  int64_t strides[CK_OPERANDS][CK_MAX_RANK];
  int64_t count;
} ck_box;

/// Drops extents of one, sorts by the output's strides and merges what is contiguous in all.
void ck_box_make(ck_box *box, int32_t rank, const int64_t *shape, int32_t operands,
                 const int64_t *const *strides);
/// One call of a kernel: n elements; operand 0 contiguous; steps[i] of the others 0 or 1.
typedef void (*ck_box_kernel)(const void *context, int64_t n, void *const *pointers,
                              const int64_t *steps);
/// Copies n1 rows of n0 elements of `size` bytes, (s0, s1) apart, to contiguous y (packing.c).
void ck_pack(int64_t size, const void *x, int64_t s0, int64_t s1, void *y, int64_t n0,
             int64_t n1);
/// The way back: contiguous x to rows of y that are (s0, s1) apart.
void ck_unpack(int64_t size, const void *x, void *y, int64_t s0, int64_t s1, int64_t n0,
               int64_t n1);
/// Runs the kernel over the box, packing operands that are neither contiguous nor constant.
void ck_box_run(const ck_box *box, void *const *pointers, const int64_t *sizes,
                ck_box_kernel kernel, const void *context);
