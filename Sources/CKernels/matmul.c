// Matrix products: oneDNN for float32 above a few thousand multiplications, OpenBLAS for the rest.
#include <cblas.h>
#include <string.h>

#include "dnn.h"

extern int openblas_get_parallel(void);

#define ONEDNN_FROM 32768.0     // multiplications from which oneDNN's call pays
#define SPLIT_FROM 262144.0     // multiplications from which float64 is shared over the pool

// MARK: - oneDNN

static dnnl_status_t matmul_entry(const int64_t key[CK_DNN_KEY], bool transpose_a,
                                  bool transpose_b, int64_t batch, int64_t m, int64_t n,
                                  int64_t k, int64_t lda, int64_t a_stride, int64_t ldb,
                                  int64_t b_stride, int64_t ldc, int64_t c_stride, bool bias,
                                  ck_activation activation, ck_dnn_entry **entry) {
  bool is_batch = batch > 1;
  int rank = is_batch ? 3 : 2, first = is_batch ? 0 : 1;
  dnnl_dim_t a_dims[] = {a_stride ? batch : 1, m, k}, b_dims[] = {b_stride ? batch : 1, k, n};
  dnnl_dim_t c_dims[] = {batch, m, n}, bias_dims[] = {1, 1, n}, bias_strides[] = {n, n, 1};
  dnnl_dim_t a_strides[] = {a_stride ? a_stride : m * k, transpose_a ? 1 : lda,
                            transpose_a ? lda : 1};
  dnnl_dim_t b_strides[] = {b_stride ? b_stride : k * n, transpose_b ? 1 : ldb,
                            transpose_b ? ldb : 1};
  dnnl_dim_t c_strides[] = {c_stride, ldc, 1};
  dnnl_memory_desc_t a, b, c, bias_layout;
  CK_TRY(dnnl_memory_desc_init_by_strides(&a, rank, a_dims + first, dnnl_f32, a_strides + first));
  CK_TRY(dnnl_memory_desc_init_by_strides(&b, rank, b_dims + first, dnnl_f32, b_strides + first));
  CK_TRY(dnnl_memory_desc_init_by_strides(&c, rank, c_dims + first, dnnl_f32, c_strides + first));
  CK_TRY(dnnl_memory_desc_init_by_strides(&bias_layout, rank, bias_dims + first, dnnl_f32,
                                          bias_strides + first));
  dnnl_matmul_desc_t operation;
  CK_TRY(dnnl_matmul_desc_init(&operation, &a, &b, bias ? &bias_layout : NULL, &c));
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_post_ops_t post = NULL;
  if (activation != CK_ACTIVATION_NONE) {
    dnnl_alg_kind_t kind = activation == CK_ACTIVATION_RELU ? dnnl_eltwise_relu
                           : activation == CK_ACTIVATION_SIGMOID ? dnnl_eltwise_logistic
                                                                 : dnnl_eltwise_tanh;
    CK_TRY(dnnl_primitive_attr_create(&attributes));
    dnnl_post_ops_create(&post);
    dnnl_post_ops_append_eltwise(post, 1, kind, 0, 0);
    dnnl_primitive_attr_set_post_ops(attributes, post);
  }
  dnnl_status_t status = ck_dnn_make(key, &operation, attributes, NULL, entry);
  if (post) dnnl_post_ops_destroy(post);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  CK_TRY(status);
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0));
  if (bias) CK_TRY(ck_dnn_add(*entry, DNNL_ARG_BIAS, dnnl_query_weights_md, 1));
  return ck_dnn_add(*entry, DNNL_ARG_DST, dnnl_query_dst_md, 0);
}

static dnnl_status_t matmul_f32(bool transpose_a, bool transpose_b, int64_t batch, int64_t m,
                                int64_t n, int64_t k, const float *a, int64_t lda,
                                int64_t a_stride, const float *b, int64_t ldb, int64_t b_stride,
                                const float *bias, ck_activation activation, float *c,
                                int64_t ldc, int64_t c_stride) {
  int64_t key[CK_DNN_KEY] = {KEY_MATMUL, transpose_a, transpose_b, batch, m, n, k, lda, a_stride,
                             ldb, b_stride, ldc, c_stride, bias != NULL, activation};
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry)
    CK_TRY(matmul_entry(key, transpose_a, transpose_b, batch, m, n, k, lda, a_stride, ldb,
                        b_stride, ldc, c_stride, bias != NULL, activation, &entry));
  const void *with_bias[] = {a, b, bias, c}, *without[] = {a, b, c};
  return ck_dnn_run(entry, bias ? with_bias : without);
}

// MARK: - OpenBLAS

typedef struct gemm_job {
  ck_dtype dtype;
  bool transpose_a, transpose_b, by_column;
  int64_t m, n, k, lda, ldb, ldc, a_stride, b_stride, c_stride;
  double alpha, beta;
  const char *a, *b;
  char *c;
} gemm_job;

static void blas_gemm(const gemm_job *j, const char *a, const char *b, char *c, int64_t m,
                      int64_t n) {
  enum CBLAS_TRANSPOSE ta = j->transpose_a ? CblasTrans : CblasNoTrans;
  enum CBLAS_TRANSPOSE tb = j->transpose_b ? CblasTrans : CblasNoTrans;
  if (j->dtype == CK_F32)
    cblas_sgemm(CblasRowMajor, ta, tb, (int)m, (int)n, (int)j->k, (float)j->alpha,
                (const float *)a, (int)j->lda, (const float *)b, (int)j->ldb, (float)j->beta,
                (float *)c, (int)j->ldc);
  else
    cblas_dgemm(CblasRowMajor, ta, tb, (int)m, (int)n, (int)j->k, j->alpha, (const double *)a,
                (int)j->lda, (const double *)b, (int)j->ldb, j->beta, (double *)c, (int)j->ldc);
}

/// Shares of 16 rows or columns of C.
static void run_gemm_share(void *context, int64_t begin, int64_t end) {
  const gemm_job *j = context;
  int64_t size = ck_size(j->dtype), from = begin * 16;
  if (j->by_column) {
    int64_t columns = ck_min_i64(end * 16, j->n) - from;
    blas_gemm(j, j->a, j->b + from * (j->transpose_b ? j->ldb : 1) * size, j->c + from * size,
              j->m, columns);
  } else {
    int64_t rows = ck_min_i64(end * 16, j->m) - from;
    blas_gemm(j, j->a + from * (j->transpose_a ? 1 : j->lda) * size, j->b,
              j->c + from * j->ldc * size, rows, j->n);
  }
}

static void run_gemm_batch(void *context, int64_t begin, int64_t end) {
  const gemm_job *j = context;
  int64_t size = ck_size(j->dtype);
  for (int64_t i = begin; i < end; i++)
    blas_gemm(j, j->a + i * j->a_stride * size, j->b + i * j->b_stride * size,
              j->c + i * j->c_stride * size, j->m, j->n);
}

static void scale_c(ck_dtype dtype, int64_t m, int64_t n, double beta, void *c, int64_t ldc) {
  for (int64_t r = 0; r < m; r++) {
    char *row = (char *)c + r * ldc * ck_size(dtype);
    if (beta == 0) memset(row, 0, (size_t)(n * ck_size(dtype)));
    else ck_affine(dtype, row, beta, 0, row, n);
  }
}

// MARK: - Entry points

bool ck_gemm(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k,
             double alpha, const void *a, int64_t lda, const void *b, int64_t ldb, double beta,
             void *c, int64_t ldc) {
  if (!ck_is_float(dtype)) return false;
  if (m == 0 || n == 0) return true;
  if (k == 0) {
    scale_c(dtype, m, n, beta, c, ldc);
    return true;
  }
  if (n == 1 && ldc == 1)
    return ck_gemv(dtype, transpose_a, transpose_a ? k : m, transpose_a ? m : k, alpha, a, lda, b,
                   transpose_b ? 1 : ldb, beta, c, 1);
  if (m == 1)
    return ck_gemv(dtype, !transpose_b, transpose_b ? n : k, transpose_b ? k : n, alpha, b, ldb,
                   a, transpose_a ? lda : 1, beta, c, 1);
  double work = (double)m * (double)n * (double)k;
  if (dtype == CK_F32 && work >= ONEDNN_FROM) {
    if (alpha == 1 && beta == 0 &&
        matmul_f32(transpose_a, transpose_b, 1, m, n, k, a, lda, 0, b, ldb, 0, NULL,
                   CK_ACTIVATION_NONE, c, ldc, m * ldc) == dnnl_success)
      return true;
    ck_thread_begin();
    return dnnl_sgemm(transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, (float)alpha, a,
                      lda, b, ldb, (float)beta, c, ldc) == dnnl_success;
  }
  ck_enter_thread();
  gemm_job job = {dtype, transpose_a, transpose_b, n > m, m, n, k, lda, ldb, ldc, 0, 0, 0,
                  alpha, beta, a, b, c};
  if (work >= SPLIT_FROM && openblas_get_parallel() != 2) {
    ck_parallel_for(ck_ceil_div(job.by_column ? n : m, 16), 1, &job, run_gemm_share);
    return true;
  }
  blas_gemm(&job, a, b, c, m, n);
  return true;
}

bool ck_gemm_batched(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t batch, int64_t m,
                     int64_t n, int64_t k, double alpha, const void *a, int64_t lda,
                     int64_t a_stride, const void *b, int64_t ldb, int64_t b_stride, double beta,
                     void *c, int64_t ldc, int64_t c_stride) {
  if (!ck_is_float(dtype)) return false;
  if (batch == 0 || m == 0 || n == 0) return true;
  int64_t size = ck_size(dtype);
  if (k == 0 || batch == 1) {
    for (int64_t i = 0; i < batch; i++)
      ck_gemm(dtype, transpose_a, transpose_b, m, n, k, alpha, a, lda, b, ldb, beta,
              (char *)c + i * c_stride * size, ldc);
    return true;
  }
  // One B for a batch of contiguous A is one tall product.
  if (b_stride == 0 && !transpose_a && a_stride == m * lda && c_stride == m * ldc)
    return ck_gemm(dtype, false, transpose_b, batch * m, n, k, alpha, a, lda, b, ldb, beta, c,
                   ldc);
  double work = (double)m * (double)n * (double)k;
  if (dtype == CK_F32 && alpha == 1 && beta == 0 && work * (double)batch >= ONEDNN_FROM &&
      work >= 512 &&
      matmul_f32(transpose_a, transpose_b, batch, m, n, k, a, lda, a_stride, b, ldb, b_stride,
                 NULL, CK_ACTIVATION_NONE, c, ldc, c_stride) == dnnl_success)
    return true;
  gemm_job job = {dtype, transpose_a, transpose_b, false, m, n, k, lda, ldb, ldc, a_stride,
                  b_stride, c_stride, alpha, beta, a, b, c};
  int64_t grain = work >= (double)CK_GRAIN ? 1 : (int64_t)((double)CK_GRAIN / (work + 1)) + 1;
  ck_parallel_for(batch, grain, &job, run_gemm_batch);
  return true;
}

bool ck_gemv(ck_dtype dtype, bool transpose, int64_t rows, int64_t columns, double alpha,
             const void *a, int64_t lda, const void *x, int64_t x_step, double beta, void *y,
             int64_t y_step) {
  if (!ck_is_float(dtype)) return false;
  if (rows == 0 || columns == 0) {
    int64_t n = transpose ? columns : rows;
    scale_c(dtype, n, 1, beta, y, y_step);
    return true;
  }
  ck_enter_thread();
  enum CBLAS_TRANSPOSE t = transpose ? CblasTrans : CblasNoTrans;
  if (dtype == CK_F32)
    cblas_sgemv(CblasRowMajor, t, (int)rows, (int)columns, (float)alpha, a, (int)lda, x,
                (int)x_step, (float)beta, y, (int)y_step);
  else
    cblas_dgemv(CblasRowMajor, t, (int)rows, (int)columns, alpha, a, (int)lda, x, (int)x_step,
                beta, y, (int)y_step);
  return true;
}

#define INTEGER_GEMM(T, U)                                                                \
  for (int64_t i = 0; i < m; i++) {                                                       \
    U *row = (U *)c + i * ldc;                                                            \
    for (int64_t j = 0; j < n; j++) row[j] = 0;                                           \
    for (int64_t p = 0; p < k; p++) {                                                     \
      const U left = ((const U *)a)[transpose_a ? p * lda + i : i * lda + p];             \
      const U *right = (const U *)b + (transpose_b ? p : p * ldb);                        \
      const int64_t step = transpose_b ? ldb : 1;                                         \
      for (int64_t j = 0; j < n; j++) row[j] = (U)(row[j] + left * right[j * step]);      \
    }                                                                                     \
  }
bool ck_gemm_integer(ck_dtype dtype, bool transpose_a, bool transpose_b, int64_t m, int64_t n,
                     int64_t k, const void *a, int64_t lda, const void *b, int64_t ldb, void *c,
                     int64_t ldc) {
  switch (dtype) {
    case CK_I32: INTEGER_GEMM(int32_t, uint32_t) return true;
    case CK_I64: INTEGER_GEMM(int64_t, uint64_t) return true;
    case CK_U8: INTEGER_GEMM(uint8_t, uint8_t) return true;
    default: return false;
  }
}

bool ck_linear(ck_dtype dtype, int64_t m, int64_t n, int64_t k, const void *x, const void *w,
               bool transposed, const void *bias, ck_activation activation, void *y) {
  if (!ck_is_float(dtype)) return false;
  if (m == 0 || n == 0) return true;
  int64_t ldw = transposed ? k : n;
  double work = (double)m * (double)n * (double)k;
  if (dtype == CK_F32 && work >= ONEDNN_FROM &&
      matmul_f32(false, transposed, 1, m, n, k, x, k, 0, w, ldw, 0, bias, activation, y, n,
                 m * n) == dnnl_success)
    return true;
  int64_t size = ck_size(dtype);
  if (bias)
    for (int64_t r = 0; r < m; r++)
      memcpy((char *)y + r * n * size, bias, (size_t)(n * size));
  if (!ck_gemm(dtype, false, transposed, m, n, k, 1, x, k, w, ldw, bias ? 1 : 0, y, n))
    return false;
  switch (activation) {
    case CK_ACTIVATION_RELU: return ck_unary(CK_RELU, dtype, y, y, m * n);
    case CK_ACTIVATION_SIGMOID: return ck_unary(CK_SIGMOID, dtype, y, y, m * n);
    case CK_ACTIVATION_TANH: return ck_unary(CK_TANH, dtype, y, y, m * n);
    default: return true;
  }
}
