// Linear algebra over LAPACK. Fortran stores columns first: inputs are transposed into scratch,
// results back, except where a row-major matrix serves as its own transpose.
#include <cblas.h>
#include <math.h>
#include <string.h>

#include "internal.h"

enum { NO_DTYPE = -100, NO_MEMORY = -101 };

// Scalars by reference, as Fortran passes them; both precisions have one shape of declaration.
#define DECLARE(name, ...)             \
  extern void s##name##_(__VA_ARGS__); \
  extern void d##name##_(__VA_ARGS__)
typedef const int *in;
typedef const char *ch;
DECLARE(gesv, in n, in nrhs, void *a, in lda, int *pivots, void *b, in ldb, int *info);
DECLARE(getrf, in m, in n, void *a, in lda, int *pivots, int *info);
DECLARE(getri, in n, void *a, in lda, const int *pivots, void *work, in lwork, int *info);
DECLARE(potrf, ch uplo, in n, void *a, in lda, int *info);
DECLARE(geqrf, in m, in n, void *a, in lda, void *tau, void *work, in lwork, int *info);
DECLARE(orgqr, in m, in n, in k, void *a, in lda, const void *tau, void *work, in lwork,
        int *info);
DECLARE(gelsd, in m, in n, in nrhs, void *a, in lda, void *b, in ldb, void *s, const void *rcond,
        int *rank, void *work, in lwork, int *iwork, int *info);
DECLARE(syevd, ch jobz, ch uplo, in n, void *a, in lda, void *w, void *work, in lwork, int *iwork,
        in liwork, int *info);
DECLARE(geev, ch jobvl, ch jobvr, in n, void *a, in lda, void *wr, void *wi, void *vl, in ldvl,
        void *vr, in ldvr, void *work, in lwork, int *info);
DECLARE(gesdd, ch jobz, in m, in n, void *a, in lda, void *s, void *u, in ldu, void *vt, in ldvt,
        void *work, in lwork, int *iwork, int *info);
#define LAPACK(name) (dtype == CK_F64 ? d##name##_ : s##name##_)

// MARK: - Scratch

/// Everything a call allocates, freed together.
typedef struct scratch { void *blocks[8]; size_t bytes[8]; int count; bool failed; } scratch;

static void *take(scratch *s, int64_t count, int64_t size) {
  size_t bytes = (size_t)(ck_max_i64(1, count) * size);
  void *block = ck_alloc(bytes);
  if (!block) s->failed = true;
  else {
    s->blocks[s->count] = block;
    s->bytes[s->count++] = bytes;
  }
  return block;
}
static int32_t finish(scratch *s, int32_t info) {
  for (int i = 0; i < s->count; i++) ck_free(s->blocks[i], s->bytes[i]);
  return s->failed ? NO_MEMORY : info;
}

/// Column-major copy (leading dimension `ld`) of a row-major matrix.
static void to_columns(ck_dtype dtype, int64_t rows, int64_t columns, const void *x, void *y,
                       int64_t ld) {
  int64_t shape[] = {rows, columns}, from[] = {columns, 1}, to[] = {1, ld};
  ck_convert_nd(dtype, dtype, 2, shape, x, from, y, to);
}
static void to_rows(ck_dtype dtype, int64_t rows, int64_t columns, const void *x, int64_t ld,
                    void *y) {
  int64_t shape[] = {rows, columns}, from[] = {1, ld}, to[] = {columns, 1};
  ck_convert_nd(dtype, dtype, 2, shape, x, from, y, to);
}
static double value_at(ck_dtype dtype, const void *x, int64_t i) {
  return dtype == CK_F64 ? ((const double *)x)[i] : (double)((const float *)x)[i];
}
/// The answer of a workspace query.
static int workspace(ck_dtype dtype, const void *answer) {
  return (int)value_at(dtype, answer, 0) + 1;
}
static int at_least_1(int64_t n) { return n < 1 ? 1 : (int)n; }

#define BEGIN                                    \
  if (!ck_is_float(dtype)) return NO_DTYPE;      \
  ck_thread_begin();                             \
  scratch s = {.count = 0};                      \
  const int64_t size = ck_size(dtype);           \
  int info = 0

// MARK: - Systems

int32_t ck_solve(ck_dtype dtype, int64_t n, int64_t nrhs, const void *a, const void *b, void *x) {
  BEGIN;
  if (n == 0 || nrhs == 0) return 0;
  void *lu = take(&s, n * n, size), *columns = take(&s, n * nrhs, size);
  int *pivots = take(&s, n, sizeof(int));
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, n, n, a, lu, n);
  to_columns(dtype, n, nrhs, b, columns, n);
  LAPACK(gesv)(&(int){(int)n}, &(int){(int)nrhs}, lu, &(int){(int)n}, pivots, columns,
               &(int){(int)n}, &info);
  if (info == 0) to_rows(dtype, n, nrhs, columns, n, x);
  return finish(&s, info);
}

int32_t ck_lu(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *lu, int64_t *pivots) {
  BEGIN;
  int64_t k = ck_min_i64(m, n);
  if (k == 0) return 0;
  void *columns = take(&s, m * n, size);
  int *swaps = take(&s, k, sizeof(int));
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, m, n, a, columns, m);
  LAPACK(getrf)(&(int){(int)m}, &(int){(int)n}, columns, &(int){(int)m}, swaps, &info);
  to_rows(dtype, m, n, columns, m, lu);
  for (int64_t i = 0; i < k; i++) pivots[i] = swaps[i] - 1;
  return finish(&s, info);
}

int32_t ck_inverse(ck_dtype dtype, int64_t n, const void *a, void *inverse) {
  BEGIN;
  if (n == 0) return 0;
  // The inverse of the transpose is the transpose of the inverse: no copies turned around.
  int dimension = (int)n, asked = -1;
  double answer = 0;
  int *pivots = take(&s, n, sizeof(int));
  if (s.failed) return finish(&s, 0);
  ck_copy(a, inverse, (size_t)(n * n * size));
  LAPACK(getrf)(&dimension, &dimension, inverse, &dimension, pivots, &info);
  if (info) return finish(&s, info);
  LAPACK(getri)(&dimension, inverse, &dimension, pivots, &answer, &asked, &info);
  int length = workspace(dtype, &answer);
  void *work = take(&s, length, size);
  if (s.failed) return finish(&s, 0);
  LAPACK(getri)(&dimension, inverse, &dimension, pivots, work, &length, &info);
  return finish(&s, info);
}

int32_t ck_slogdet(ck_dtype dtype, int64_t n, const void *a, double *sign, double *logabs) {
  BEGIN;
  *sign = 1;
  *logabs = 0;
  if (n == 0) return 0;
  int dimension = (int)n;
  void *lu = take(&s, n * n, size);
  int *pivots = take(&s, n, sizeof(int));
  if (s.failed) return finish(&s, 0);
  ck_copy(a, lu, (size_t)(n * n * size));
  LAPACK(getrf)(&dimension, &dimension, lu, &dimension, pivots, &info);
  for (int64_t i = 0; i < n; i++) {
    double pivot = value_at(dtype, lu, i * n + i);
    if (pivots[i] != i + 1) *sign = -*sign;
    if (pivot < 0) *sign = -*sign;
    if (pivot == 0) *sign = 0;
    *logabs += log(fabs(pivot));
  }
  return finish(&s, info < 0 ? info : 0);
}

int32_t ck_cholesky(ck_dtype dtype, int64_t n, const void *a, void *l) {
  BEGIN;
  if (n == 0) return 0;
  (void)s;
  // Row-major lower is column-major upper.
  ck_copy(a, l, (size_t)(n * n * size));
  LAPACK(potrf)("U", &(int){(int)n}, l, &(int){(int)n}, &info);
  for (int64_t r = 0; r + 1 < n; r++)
    memset((char *)l + (r * n + r + 1) * size, 0, (size_t)((n - r - 1) * size));
  return info;
}

int32_t ck_triangular_solve(ck_dtype dtype, bool upper, bool transpose, bool unit, int64_t n,
                            int64_t nrhs, const void *a, const void *b, void *x) {
  BEGIN;
  (void)s;
  if (n == 0 || nrhs == 0) return 0;
  ck_copy(b, x, (size_t)(n * nrhs * size));
  enum CBLAS_UPLO uplo = upper ? CblasUpper : CblasLower;
  enum CBLAS_TRANSPOSE t = transpose ? CblasTrans : CblasNoTrans;
  enum CBLAS_DIAG diagonal = unit ? CblasUnit : CblasNonUnit;
  if (dtype == CK_F64)
    cblas_dtrsm(CblasRowMajor, CblasLeft, uplo, t, diagonal, (int)n, (int)nrhs, 1, a, (int)n, x,
                (int)nrhs);
  else
    cblas_strsm(CblasRowMajor, CblasLeft, uplo, t, diagonal, (int)n, (int)nrhs, 1, a, (int)n, x,
                (int)nrhs);
  return info;
}

// MARK: - Factorisations

int32_t ck_qr(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *q, void *r,
              bool complete) {
  BEGIN;
  int64_t k = ck_min_i64(m, n), q_columns = complete ? m : k;
  int rows = at_least_1(m), columns = (int)n, reflectors = (int)k, wide = (int)q_columns;
  int asked = -1;
  double answer = 0, answer_q = 0;
  void *work_a = take(&s, m * ck_max_i64(n, q_columns), size), *tau = take(&s, k, size);
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, m, n, a, work_a, m);
  LAPACK(geqrf)(&(int){(int)m}, &columns, work_a, &rows, tau, &answer, &asked, &info);
  LAPACK(orgqr)(&(int){(int)m}, &wide, &reflectors, work_a, &rows, tau, &answer_q, &asked, &info);
  int length = workspace(dtype, &answer), length_q = workspace(dtype, &answer_q);
  if (length_q > length) length = length_q;
  void *work = take(&s, length, size);
  if (s.failed) return finish(&s, 0);
  LAPACK(geqrf)(&(int){(int)m}, &columns, work_a, &rows, tau, work, &length, &info);
  if (info) return finish(&s, info);
  // R: the upper triangle of the first q_columns rows.
  memset(r, 0, (size_t)(q_columns * n * size));
  for (int64_t i = 0; i < k; i++)
    for (int64_t j = i; j < n; j++)
      memcpy((char *)r + (i * n + j) * size, (char *)work_a + (j * m + i) * size, (size_t)size);
  LAPACK(orgqr)(&(int){(int)m}, &wide, &reflectors, work_a, &rows, tau, work, &length, &info);
  if (info == 0) to_rows(dtype, m, q_columns, work_a, m, q);
  return finish(&s, info);
}

int32_t ck_lstsq(ck_dtype dtype, int64_t m, int64_t n, int64_t nrhs, const void *a, const void *b,
                 double rcond, void *x, void *singular, int64_t *rank) {
  BEGIN;
  int64_t k = ck_min_i64(m, n), tall = ck_max_i64(m, n);
  *rank = 0;
  if (k == 0 || nrhs == 0) {
    memset(x, 0, (size_t)(n * nrhs * size));
    return 0;
  }
  float rcond32 = (float)rcond;
  const void *limit = dtype == CK_F64 ? (const void *)&rcond : (const void *)&rcond32;
  int rows = (int)m, columns = (int)n, right = (int)nrhs, ldb = (int)tall, found = 0, asked = -1;
  int integers = 0;
  double answer = 0;
  void *work_a = take(&s, m * n, size), *work_b = take(&s, tall * nrhs, size);
  void *values = singular ? singular : take(&s, k, size);
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, m, n, a, work_a, m);
  memset(work_b, 0, (size_t)(tall * nrhs * size));
  to_columns(dtype, m, nrhs, b, work_b, tall);
  LAPACK(gelsd)(&rows, &columns, &right, work_a, &rows, work_b, &ldb, values, limit, &found,
                &answer, &asked, &integers, &info);
  int length = workspace(dtype, &answer);
  void *work = take(&s, length, size);
  int *iwork = take(&s, integers, sizeof(int));
  if (s.failed) return finish(&s, 0);
  LAPACK(gelsd)(&rows, &columns, &right, work_a, &rows, work_b, &ldb, values, limit, &found, work,
                &length, iwork, &info);
  *rank = found;
  if (info == 0) to_rows(dtype, n, nrhs, work_b, tall, x);
  return finish(&s, info);
}

int32_t ck_eigh(ck_dtype dtype, int64_t n, const void *a, void *values, void *vectors) {
  BEGIN;
  if (n == 0) return 0;
  int dimension = (int)n, asked = -1, integers = 0;
  double answer = 0;
  const char *job = vectors ? "V" : "N";
  void *work_a = take(&s, n * n, size);
  if (s.failed) return finish(&s, 0);
  ck_copy(a, work_a, (size_t)(n * n * size));
  LAPACK(syevd)(job, "U", &dimension, work_a, &dimension, values, &answer, &asked, &integers,
                &asked, &info);
  int length = workspace(dtype, &answer);
  void *work = take(&s, length, size);
  int *iwork = take(&s, integers, sizeof(int));
  if (s.failed) return finish(&s, 0);
  LAPACK(syevd)(job, "U", &dimension, work_a, &dimension, values, work, &length, iwork, &integers,
                &info);
  if (info == 0 && vectors) to_rows(dtype, n, n, work_a, n, vectors);
  return finish(&s, info);
}

int32_t ck_eig(ck_dtype dtype, int64_t n, const void *a, void *re, void *im, void *vectors_re,
               void *vectors_im) {
  BEGIN;
  if (n == 0) return 0;
  bool wanted = vectors_re && vectors_im;
  int dimension = (int)n, asked = -1, one = 1;
  double answer = 0;
  void *work_a = take(&s, n * n, size), *right = take(&s, n * n, size);
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, n, n, a, work_a, n);
  const char *job = wanted ? "V" : "N";
  LAPACK(geev)("N", job, &dimension, work_a, &dimension, re, im, &answer, &one, right, &dimension,
               &answer, &asked, &info);
  int length = workspace(dtype, &answer);
  void *work = take(&s, length, size);
  if (s.failed) return finish(&s, 0);
  LAPACK(geev)("N", job, &dimension, work_a, &dimension, re, im, &answer, &one, right, &dimension,
               work, &length, &info);
  if (info || !wanted) return finish(&s, info);
  // A complex pair shares two columns: real part, then imaginary part.
  for (int64_t j = 0; j < n; j++) {
    bool pair = value_at(dtype, im, j) != 0 && j + 1 < n;
    for (int64_t i = 0; i < n; i++) {
      double first = value_at(dtype, right, j * n + i);
      double second = pair ? value_at(dtype, right, (j + 1) * n + i) : 0;
      int64_t at = i * n + j;
      for (int column = 0; column < (pair ? 2 : 1); column++) {
        double imaginary = column == 0 ? second : -second;
        if (dtype == CK_F64) {
          ((double *)vectors_re)[at + column] = first;
          ((double *)vectors_im)[at + column] = imaginary;
        } else {
          ((float *)vectors_re)[at + column] = (float)first;
          ((float *)vectors_im)[at + column] = (float)imaginary;
        }
      }
    }
    if (pair) j++;
  }
  return finish(&s, info);
}

int32_t ck_svd(ck_dtype dtype, int64_t m, int64_t n, const void *a, void *u, void *sv, void *vh,
               bool full) {
  BEGIN;
  int64_t k = ck_min_i64(m, n);
  if (k == 0) return 0;
  bool wanted = u && vh;
  int64_t u_columns = full ? m : k, v_rows = full ? n : k;
  int rows = (int)m, columns = (int)n, ldv = (int)v_rows, asked = -1;
  double answer = 0;
  const char *job = !wanted ? "N" : full ? "A" : "S";
  void *work_a = take(&s, m * n, size);
  void *left = take(&s, wanted ? m * u_columns : 1, size);
  void *right = take(&s, wanted ? v_rows * n : 1, size);
  int *iwork = take(&s, 8 * k, sizeof(int));
  if (s.failed) return finish(&s, 0);
  to_columns(dtype, m, n, a, work_a, m);
  LAPACK(gesdd)(job, &rows, &columns, work_a, &rows, sv, left, &rows, right, &ldv, &answer,
                &asked, iwork, &info);
  int length = workspace(dtype, &answer);
  void *work = take(&s, length, size);
  if (s.failed) return finish(&s, 0);
  LAPACK(gesdd)(job, &rows, &columns, work_a, &rows, sv, left, &rows, right, &ldv, work, &length,
                iwork, &info);
  if (info == 0 && wanted) {
    to_rows(dtype, m, u_columns, left, m, u);
    to_rows(dtype, v_rows, n, right, v_rows, vh);
  }
  return finish(&s, info);
}
