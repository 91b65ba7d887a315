// Reductions, sorting and indexing.
#pragma once

#include "ck_core.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
