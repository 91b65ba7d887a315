/// CKernels: the inner loops of the engine. C only, no allocation policy of tensors, no shapes checked.
///
/// Conventions, unless a function says otherwise:
/// - Sizes, strides and offsets are in elements, never bytes. Strides may be zero or negative.
/// - "Contiguous" means dense and row-major. Pointers need the alignment of their element only;
///   memory from `ck_alloc` (64 bytes) is fastest.
/// - An output may be the very same memory as an input of the same element size and strides
///   (in-place use); partial overlap is not allowed.
/// - Work above `CK_GRAIN` elements runs on the shared OpenMP pool. Results never depend on the
///   number of threads.
/// - NaN propagates through max, min, argmax, argmin, clamp, relu and sort as it does in PyTorch.
/// - Callers check shapes and dtypes; a combination that does not exist returns `false` or a
///   non-zero status and writes nothing.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Elements below which a loop stays on the calling thread.
#define CK_GRAIN 32768

/// Greatest number of dimensions of the strided functions.
#define CK_MAX_RANK 16

/// Element types. `bool` is one byte, 0 or 1.
typedef enum ck_dtype : int32_t {
  CK_BOOL = 0,
  CK_U8 = 1,
  CK_I32 = 2,
  CK_I64 = 3,
  CK_F16 = 4,
  CK_F32 = 5,
  CK_F64 = 6,
} ck_dtype;

// MARK: - Memory (memory.c)

/// Returns `bytes` bytes aligned to 64, or NULL when the system has no memory left.
/// Small blocks come from per-thread free lists, large ones from a bounded process-wide cache of
/// mapped blocks. Zero bytes give a valid block. Contents are undefined.
void *ck_alloc(size_t bytes);
/// The same, zero-filled.
void *ck_calloc(size_t bytes);
/// Gives a block back. `bytes` is what was asked for. Any thread may free any block.
void ck_free(void *block, size_t bytes);

/// What the allocator holds.
typedef struct ck_memory_stats_t {
  int64_t live_bytes;       ///< bytes in blocks handed out (rounded up to their size class)
  int64_t peak_bytes;       ///< greatest `live_bytes` since the last reset
  int64_t live_blocks;      ///< blocks handed out
  int64_t allocations;      ///< calls of `ck_alloc` and `ck_calloc` so far
  int64_t cached_bytes;     ///< bytes of free large blocks kept for reuse
} ck_memory_stats_t;
ck_memory_stats_t ck_memory_stats(void);
/// Sets `peak_bytes` to the present `live_bytes`.
void ck_memory_reset_peak(void);
/// Gives cached free blocks back to the system.
void ck_memory_trim(void);
/// Sets the greatest number of bytes of free large blocks kept (default: an eighth of memory).
void ck_memory_set_cache_limit(int64_t bytes);

// MARK: - Threads and machine (threads.c, isa.c)

/// Threads that a large operation uses. Default: OMP_NUM_THREADS, else the cores available.
int32_t ck_num_threads(void);
/// Sets the number of threads of our loops, oneDNN and OpenBLAS alike (at least 1).
void ck_set_num_threads(int32_t count);
/// Flushes subnormals to zero on the calling thread. Every kernel entry that may run in parallel
/// does so for the pool's threads; call it at the start of a thread that only does tiny work.
void ck_thread_begin(void);
/// Turns flush-to-zero on (default) or off, for the calling thread and threads entered later.
void ck_set_flush_denormal(bool on);
/// Runs `body(context, begin, end)` over 0..<count in blocks of at least `grain` on the pool.
void ck_parallel_for(int64_t count, int64_t grain, void *context,
                     void (*body)(void *context, int64_t begin, int64_t end));
/// "avx512", "avx2" or "baseline": the variant of the kernels in use. The environment variable
/// `WEFT_ISA` with one of these names lowers the choice (read once).
const char *ck_isa(void);

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

// MARK: - Reductions (reduce.c)

typedef enum ck_reduce_op : int32_t {
  CK_SUM,            ///< float: same dtype, pairwise; integers and bool: I64 out
  CK_MEAN,           ///< float only
  CK_PROD,           ///< float: same dtype; integers and bool: I64 out
  CK_REDUCE_MAX,     ///< any dtype, NaN propagates
  CK_REDUCE_MIN,
  CK_ARGMAX,         ///< I64 out; first of equals; first NaN wins
  CK_ARGMIN,
  CK_ANY,            ///< bool out
  CK_ALL,
  CK_SUM_SQUARES,    ///< float only
  CK_SUM_ABS,        ///< float only
  CK_LOGSUMEXP,      ///< float only
  CK_COUNT_NONZERO,  ///< I64 out
} ck_reduce_op;

/// Reduces the middle of a contiguous [outer, n, inner] box: y is [outer, inner].
/// n == 0 gives the neutral element (sum 0, prod 1, any false, all true, logsumexp -inf, mean NaN)
/// and returns false for max, min, argmax, argmin.
bool ck_reduce(ck_reduce_op op, ck_dtype dtype, const void *x, void *y, int64_t outer, int64_t n,
               int64_t inner);
/// Reduces the dimensions whose bit is set in `axes` (bit d = dimension d) of a strided box;
/// y is contiguous over the kept dimensions. Argmax and argmin are not offered here.
bool ck_reduce_nd(ck_reduce_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                  const void *x, const int64_t *x_strides, uint32_t axes, void *y);
/// Mean and variance (divided by n - correction) of [outer, n, inner] over n, two passes; float.
/// `mean` may be NULL.
bool ck_var(ck_dtype dtype, const void *x, void *mean, void *var, int64_t outer, int64_t n,
            int64_t inner, double correction);
/// Sum of a[i] * b[i], float32 and float64; I32 and I64 give I64.
bool ck_dot(ck_dtype dtype, const void *a, const void *b, void *out, int64_t n);

typedef enum ck_scan_op : int32_t { CK_CUMSUM, CK_CUMPROD, CK_CUMMAX, CK_CUMMIN } ck_scan_op;
/// Scan over the middle of a contiguous [outer, n, inner] box. Float: same dtype; integers and
/// bool are read as they are and written as I64. `indices` (I64, may be NULL) for cummax/cummin.
bool ck_scan(ck_scan_op op, ck_dtype dtype, const void *x, void *y, int64_t *indices,
             int64_t outer, int64_t n, int64_t inner);

// MARK: - Sorting (sort.c)

/// Sorts each row of a contiguous [rows, n] matrix, stably; NaN counts as greatest. Any dtype but
/// F16. `values` and `indices` (positions in the row) may each be NULL.
bool ck_sort(ck_dtype dtype, const void *x, void *values, int64_t *indices, int64_t rows,
             int64_t n, bool descending);
/// The k greatest (or least) of each row, in order; ties give the lower index.
bool ck_topk(ck_dtype dtype, const void *x, void *values, int64_t *indices, int64_t rows,
             int64_t n, int64_t k, bool greatest);
/// For each query the position where it would be inserted into ascending `sorted[n]`: before equal
/// elements, or after them when `right`.
bool ck_search_sorted(ck_dtype dtype, const void *sorted, int64_t n, const void *queries,
                      int64_t *positions, int64_t count, bool right);

// MARK: - Indexing (indexing.c). Indices are I64, checked and non-negative.

/// The first index outside 0..<limit after adding `limit` to negative ones, or -1 when all are in
/// range. Writes the wrapped indices to `wrapped` (may be the same memory).
int64_t ck_wrap_indices(const int64_t *indices, int64_t *wrapped, int64_t n, int64_t limit);
/// out[o, k, i] = x[o, index[k], i] for contiguous x [outer, n, inner]; any dtype by its size.
bool ck_index_select(ck_dtype dtype, const void *x, const int64_t *index, void *out,
                     int64_t outer, int64_t n, int64_t inner, int64_t count);
/// x[o, index[k], i] += source[o, k, i]; duplicates accumulate in order. Numeric dtypes.
bool ck_index_add(ck_dtype dtype, void *x, const int64_t *index, const void *source,
                  int64_t outer, int64_t n, int64_t inner, int64_t count);
/// x[o, index[k], i] = source[o, k, i]; the last of duplicates wins.
bool ck_index_copy(ck_dtype dtype, void *x, const int64_t *index, const void *source,
                   int64_t outer, int64_t n, int64_t inner, int64_t count);
/// out[o, k, i] = x[o, index[o, k, i], i]; x [outer, n, inner], index and out [outer, count, inner].
bool ck_gather(ck_dtype dtype, const void *x, const int64_t *index, void *out, int64_t outer,
               int64_t n, int64_t inner, int64_t count);
/// x[o, index[o, k, i], i] = (or += when `add`) source[o, k, i].
bool ck_scatter(ck_dtype dtype, void *x, const int64_t *index, const void *source, int64_t outer,
                int64_t n, int64_t inner, int64_t count, bool add);
/// Number of true elements.
int64_t ck_count_true(const bool *mask, int64_t n);
/// Flat positions of the true elements, in order; returns how many were written.
int64_t ck_nonzero(const bool *mask, int64_t n, int64_t *positions);
/// counts[x[i]] += 1 for non-negative x below `bins`.
void ck_bincount(const int64_t *x, int64_t n, int64_t *counts, int64_t bins);

// MARK: - Softmax, losses, normalisation (softmax.c, normalization.c): float32 and float64

/// Softmax (or its logarithm) over the middle of a contiguous [outer, n, inner] box.
bool ck_softmax(ck_dtype dtype, const void *x, void *y, int64_t outer, int64_t n, int64_t inner,
                bool logarithm);
/// gx from g and the output y of `ck_softmax` with the same arguments.
bool ck_softmax_backward(ck_dtype dtype, const void *g, const void *y, void *gx, int64_t outer,
                         int64_t n, int64_t inner, bool logarithm);
/// Cross-entropy of logits x [rows, classes] against class indices, forward and gradient in one
/// pass. losses[r] = weight(t) * (-(1 - eps) log p[t] - eps/classes * sum log p); rows whose target
/// is `ignore_index` get loss 0 and gradient 0. `gradient` (may be NULL) gets d losses[r] / d x
/// unscaled. `weights` may be NULL. `total_weight` (may be NULL) gets the sum of the weights of
/// the rows that count (without weights: their number). Returns false at a target out of range.
bool ck_cross_entropy(ck_dtype dtype, const void *x, const int64_t *targets, const void *weights,
                      double label_smoothing, int64_t ignore_index, void *losses, void *gradient,
                      double *total_weight, int64_t rows, int64_t classes);
/// out[r, :] = gradient[r, :] * scale[r * scale_step]; scale_step 0 or 1. In place allowed.
bool ck_scale_rows(ck_dtype dtype, const void *gradient, const void *scale, int64_t scale_step,
                   void *out, int64_t rows, int64_t columns);
/// Layer norm of each row of [rows, n]; gamma, beta [n] or NULL; mean, rstd [rows] are written.
bool ck_layer_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *rstd, int64_t rows, int64_t n);
/// Gradients of layer norm; `ggamma`, `gbeta` may be NULL.
bool ck_layer_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *mean,
                            const void *rstd, const void *gamma, void *gx, void *ggamma,
                            void *gbeta, int64_t rows, int64_t n);
/// Batch norm over contiguous [batch, channels, spatial]. Training: batch statistics go to
/// mean and rstd [channels] (biased variance), `var` (may be NULL) gets the biased variance.
/// gamma, beta may be NULL.
bool ck_batch_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *var, void *rstd, int64_t batch, int64_t channels,
                   int64_t spatial);
/// Batch norm with given statistics.
bool ck_batch_norm_inference(ck_dtype dtype, const void *x, const void *gamma, const void *beta,
                             const void *mean, const void *var, double eps, void *y,
                             int64_t batch, int64_t channels, int64_t spatial);
/// Gradients of training-mode batch norm; `gx`, `ggamma`, `gbeta` may each be NULL.
bool ck_batch_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *gamma,
                            const void *mean, const void *rstd, void *gx, void *ggamma,
                            void *gbeta, int64_t batch, int64_t channels, int64_t spatial);

// MARK: - Optimisers (optimizers.c): one fused pass over a parameter, float32 and float64

/// SGD: g += weight_decay * p; v = momentum * v + (1 - dampening) * g (v = g when `first`);
/// g = nesterov ? g + momentum * v : v; p -= lr * g. `v` may be NULL when momentum is 0.
bool ck_sgd(ck_dtype dtype, void *p, const void *g, void *v, double lr, double momentum,
            double dampening, double weight_decay, bool nesterov, bool first, int64_t n);
/// Adam, or AdamW when `decoupled`; step counts from 1; `vmax` (AMSGrad) may be NULL.
bool ck_adam(ck_dtype dtype, void *p, const void *g, void *m, void *v, void *vmax, double lr,
             double beta1, double beta2, double eps, double weight_decay, bool decoupled,
             int64_t step, int64_t n);
/// RMSprop; `mean` (centred) and `momentum_buffer` may be NULL.
bool ck_rmsprop(ck_dtype dtype, void *p, const void *g, void *square, void *mean,
                void *momentum_buffer, double lr, double alpha, double eps, double weight_decay,
                double momentum, int64_t n);
/// Adagrad; `lr` already divided by 1 + (step - 1) * lr_decay.
bool ck_adagrad(ck_dtype dtype, void *p, const void *g, void *sum, double lr, double eps,
                double weight_decay, int64_t n);
/// Adadelta.
bool ck_adadelta(ck_dtype dtype, void *p, const void *g, void *square, void *delta, double lr,
                 double rho, double eps, double weight_decay, int64_t n);

// MARK: - Matrix products (matmul.c)

/// C[m, n] = alpha * op(A) op(B) + beta * C, row-major; A is stored [m, k] (or [k, m] when
/// `transpose_a`) with row length `lda`; B [k, n] (or [n, k]) with `ldb`; float32 and float64.
/// beta 0 never reads C.
bool ck_gemm(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k,
             double alpha, const void *a, int64_t lda, const void *b, int64_t ldb, double beta,
             void *c, int64_t ldc);
/// `batch` products with the given distance between matrices (0 broadcasts).
bool ck_gemm_batched(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t batch, int64_t m,
                     int64_t n, int64_t k, double alpha, const void *a, int64_t lda,
                     int64_t a_stride, const void *b, int64_t ldb, int64_t b_stride, double beta,
                     void *c, int64_t ldc, int64_t c_stride);
/// y[m] = op(A) x with A row-major stored [rows, columns]; x and y have increments.
bool ck_gemv(ck_dtype dtype, bool transpose, int64_t rows, int64_t columns, double alpha,
             const void *a, int64_t lda, const void *x, int64_t x_step, double beta, void *y,
             int64_t y_step);
/// C = op(A) op(B) for integers (I32, I64, U8), plain loops.
bool ck_gemm_integer(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t m, int64_t n,
                     int64_t k, const void *a, int64_t lda, const void *b, int64_t ldb, void *c,
                     int64_t ldc);

typedef enum ck_activation : int32_t {
  CK_ACTIVATION_NONE, CK_ACTIVATION_RELU, CK_ACTIVATION_SIGMOID, CK_ACTIVATION_TANH,
} ck_activation;
/// Y[m, n] = activation(X[m, k] W^T + bias) with W [n, k] as PyTorch's Linear stores it (or [k, n]
/// when not `transposed`); contiguous; `bias` [n] may be NULL. One oneDNN primitive for float32.
bool ck_linear(ck_dtype dtype, int64_t m, int64_t n, int64_t k, const void *x, const void *w,
               bool transposed, const void *bias, ck_activation activation, void *y);

// MARK: - Linear algebra (lapack.c): row-major contiguous, float32 and float64
//
// Each returns LAPACK's info: 0 is success, negative a bad argument (-100: no such dtype, -101: no
// memory), positive a numerical failure. Matrices are overwritten only where said.

/// Solves A X = B for A [n, n], B [n, nrhs]. `a` and `b` are inputs; X goes to `x`.
int32_t ck_solve(ck_dtype dtype, int64_t n, int64_t nrhs, const void *a, const void *b, void *x);
/// LU with partial pivoting: `lu` [m, n] holds L (unit) below and U above; pivots (0-based rows
/// swapped in order) [min(m, n)].
int32_t ck_lu(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *lu, int64_t *pivots);
/// Inverse of A [n, n].
int32_t ck_inverse(ck_dtype dtype, int64_t n, const void *a, void *inverse);
/// Determinant as sign and natural logarithm of its absolute value.
int32_t ck_slogdet(ck_dtype dtype, int64_t n, const void *a, double *sign, double *logabs);
/// Lower Cholesky factor (upper triangle zeroed).
int32_t ck_cholesky(ck_dtype dtype, int64_t n, const void *a, void *l);
/// X = A^-1 B with triangular A [n, n], B [n, nrhs].
int32_t ck_triangular_solve(ck_dtype dtype, bool upper, bool transpose, bool unit, int64_t n,
                            int64_t nrhs, const void *a, const void *b, void *x);
/// Reduced QR: q [m, k], r [k, n], k = min(m, n); or complete (q [m, m], r [m, n]).
int32_t ck_qr(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *q, void *r,
              bool complete);
/// Least squares by gelsd: x [n, nrhs], singular values [min(m, n)] (may be NULL), rank.
/// rcond < 0 means machine precision.
int32_t ck_lstsq(ck_dtype dtype, int64_t m, int64_t n, int64_t nrhs, const void *a, const void *b,
                 double rcond, void *x, void *singular, int64_t *rank);
/// Eigenvalues (ascending) and eigenvectors (columns, may be NULL) of a symmetric matrix; reads
/// the lower triangle.
int32_t ck_eigh(ck_dtype dtype, int64_t n, const void *a, void *values, void *vectors);
/// Eigenvalues as real and imaginary parts [n] and right eigenvectors (columns) as real and
/// imaginary [n, n] (both NULL: values only).
int32_t ck_eig(ck_dtype dtype, int64_t n, const void *a, void *re, void *im, void *vectors_re,
               void *vectors_im);
/// SVD A = U diag(s) Vh: u [m, k], s [k], vh [k, n], k = min(m, n); `full`: u [m, m], vh [n, n].
/// u and vh both NULL: singular values only.
int32_t ck_svd(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *u, void *s, void *vh,
               bool full);

// MARK: - Convolution and pooling, plain layout (convolution.c): NCHW in, NCHW out
//
// Status: 0 success, else oneDNN's status. Float32 through oneDNN; float64 through im2col.

/// Sizes of a 2-D convolution. Weights are [out_channels, channels / groups, kernel_h, kernel_w].
typedef struct ck_conv_t {
  int64_t batch, channels, height, width;
  int64_t out_channels, kernel_h, kernel_w;
  int64_t stride_h, stride_w;
  int64_t pad_top, pad_left, pad_bottom, pad_right;
  int64_t dilation_h, dilation_w;  ///< 1 is dense
  int64_t groups;
} ck_conv_t;
/// Extents of the output.
int64_t ck_conv_out_height(const ck_conv_t *conv);
int64_t ck_conv_out_width(const ck_conv_t *conv);
/// y = x * w + bias (cross-correlation); `bias` may be NULL.
int32_t ck_conv_forward(ck_dtype dtype, const ck_conv_t *conv, const void *x, const void *w,
                        const void *bias, void *y);
/// gx from gy and w. Also the forward of a transposed convolution.
int32_t ck_conv_backward_data(ck_dtype dtype, const ck_conv_t *conv, const void *gy, const void *w,
                              void *gx);
/// gw and gbias (may be NULL) from x and gy.
int32_t ck_conv_backward_weights(ck_dtype dtype, const ck_conv_t *conv, const void *x,
                                 const void *gy, void *gw, void *gbias);
/// Columns [channels * kernel_h * kernel_w, out_h * out_w] of one image.
bool ck_im2col(ck_dtype dtype, const ck_conv_t *conv, const void *image, void *columns);
/// Adds the columns back into a zeroed image.
bool ck_col2im(ck_dtype dtype, const ck_conv_t *conv, const void *columns, void *image);

typedef enum ck_pool_kind : int32_t {
  CK_POOL_MAX, CK_POOL_AVERAGE_INCLUDE_PADDING, CK_POOL_AVERAGE_EXCLUDE_PADDING,
} ck_pool_kind;
/// Sizes of a 2-D pooling; `out_height`, `out_width` are the caller's (ceil mode is allowed).
typedef struct ck_pool_t {
  ck_pool_kind kind;
  int64_t batch, channels, height, width, out_height, out_width;
  int64_t kernel_h, kernel_w, stride_h, stride_w;
  int64_t pad_top, pad_left;
} ck_pool_t;
/// Forward; `indices` (I64 positions in the H x W plane, as PyTorch's return_indices) is written
/// for max pooling when not NULL.
bool ck_pool_forward(ck_dtype dtype, const ck_pool_t *pool, const void *x, void *y,
                     int64_t *indices);
/// gx from gy (and for max pooling the indices of the forward pass).
bool ck_pool_backward(ck_dtype dtype, const ck_pool_t *pool, const void *gy,
                      const int64_t *indices, void *gx);

// MARK: - Blocked layouts (blocked.c): oneDNN's own layouts, carried from layer to layer, float32

/// A 4-D float32 tensor in whatever layout oneDNN found best. Opaque; free with `ck_blocked_free`.
typedef struct ck_blocked ck_blocked;
/// Takes plain NCHW values (copied).
ck_blocked *ck_blocked_from_plain(const float *x, int64_t n, int64_t c, int64_t h, int64_t w);
/// Writes plain NCHW values.
int32_t ck_blocked_to_plain(const ck_blocked *x, float *y);
void ck_blocked_free(ck_blocked *x);
/// shape[0...3] = N, C, H, W.
void ck_blocked_shape(const ck_blocked *x, int64_t *shape);
size_t ck_blocked_bytes(const ck_blocked *x);
/// True when the memory is already plain NCHW (then `ck_blocked_data` may be read directly).
bool ck_blocked_is_plain(const ck_blocked *x);
const float *ck_blocked_data(const ck_blocked *x);

/// Convolution on blocked tensors; weights and bias plain. Each output is a new object.
int32_t ck_blocked_conv_forward(const ck_conv_t *conv, const ck_blocked *x, const float *w,
                                const float *bias, ck_activation activation, ck_blocked **y);
int32_t ck_blocked_conv_backward_data(const ck_conv_t *conv, const ck_blocked *gy, const float *w,
                                      ck_blocked **gx);
int32_t ck_blocked_conv_backward_weights(const ck_conv_t *conv, const ck_blocked *x,
                                         const ck_blocked *gy, float *gw, float *gbias);
/// Pooling; `workspace` (may be NULL for inference and averages) receives what max pooling's
/// backward needs.
int32_t ck_blocked_pool_forward(const ck_pool_t *pool, const ck_blocked *x, ck_blocked **y,
                                ck_blocked **workspace);
int32_t ck_blocked_pool_backward(const ck_pool_t *pool, const ck_blocked *gy,
                                 const ck_blocked *workspace, ck_blocked **gx);
/// Training batch norm (optionally with ReLU folded in): y, and mean and biased variance [C].
int32_t ck_blocked_batch_norm(const ck_blocked *x, const float *gamma, const float *beta,
                              float eps, float *mean, float *var, ck_blocked **y);
int32_t ck_blocked_batch_norm_inference(const ck_blocked *x, const float *gamma,
                                        const float *beta, const float *mean, const float *var,
                                        float eps, ck_blocked **y);
int32_t ck_blocked_batch_norm_backward(const ck_blocked *x, const ck_blocked *gy,
                                       const float *gamma, const float *mean, const float *var,
                                       float eps, float *ggamma, float *gbeta, ck_blocked **gx);
/// Elementwise on the blocked memory (the layouts are made equal when they differ).
int32_t ck_blocked_unary(ck_unary_op op, const ck_blocked *x, ck_blocked **y);
int32_t ck_blocked_binary(ck_binary_op op, const ck_blocked *a, const ck_blocked *b,
                          ck_blocked **y);
int32_t ck_blocked_backward(ck_backward_op op, const ck_blocked *g, const ck_blocked *saved,
                            ck_blocked **gx);
/// `count` tensors joined along channels, and `count` channels of x from `start` on. For layouts
/// in blocks of channels (one part at least) whose borders are borders of blocks.
int32_t ck_blocked_join(const ck_blocked *const *parts, int32_t count, ck_blocked **y);
int32_t ck_blocked_channels(const ck_blocked *x, int64_t start, int64_t count, ck_blocked **y);
/// x += y in place.
int32_t ck_blocked_accumulate(ck_blocked *x, const ck_blocked *y);

// MARK: - Random numbers (random.c): Philox4x32-10
//
// Element i of a draw is a function of (seed, stream, offset + i) alone: the same on every machine
// and for any number of threads. A generator keeps (seed, stream) and an offset; each draw of n
// elements advances the offset by n rounded up to a multiple of 4 (see the notes per function).

/// One Philox4x32-10 block: 4 words from a 128-bit counter and a 64-bit key.
void ck_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t output[4]);
/// 32 random bits each; element i is word (offset + i) % 4 of block (offset + i) / 4.
void ck_random_bits(uint64_t seed, uint64_t stream, uint64_t offset, uint32_t *y, int64_t n);
/// Uniform in [low, high): float32 from 24 bits, float64 from 53 (two words: element i of a
/// float64 draw uses words 2i and 2i + 1 of the sequence, so it advances the offset by 2n).
bool ck_random_uniform(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                       double low, double high, int64_t n);
/// Normal by Box-Muller in double with own logarithm, sine and cosine (no FMA), rounded to the
/// dtype. Pairs (2j, 2j + 1) share one block of 4 words: a draw advances the offset by 2n, n even.
bool ck_random_normal(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                      double mean, double standard_deviation, int64_t n);
/// y[i] = 1 with probability p (dtype any). 32 bits each.
bool ck_random_bernoulli(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                         double p, int64_t n);
/// Integers in low..<high, without bias (64 x 64 -> 128 bit multiply, rejection inside the block's
/// own sub-stream). Integer dtypes and floats. Advances the offset by 4n.
bool ck_random_integers(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                        int64_t low, int64_t high, int64_t n);
/// Exponential with the given rate; float dtypes; advances the offset by 2n.
bool ck_random_exponential(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset,
                           void *y, double rate, int64_t n);
/// A uniform permutation of 0..<n (Fisher-Yates); advances the offset by 4n.
void ck_random_permutation(uint64_t seed, uint64_t stream, uint64_t offset, int64_t *y, int64_t n);
/// Our portable double logarithm, sine and cosine of 2 pi u: equal bits on every machine.
double ck_portable_log(double x);
double ck_portable_exp(double x);
void ck_portable_sincospi2(double u, double *sine, double *cosine);

#ifdef __cplusplus
}
#endif
