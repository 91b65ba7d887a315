// Matrix products and linear algebra.
#pragma once

#include "ck_core.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
