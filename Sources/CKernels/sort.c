// Stable sorting of rows.
//
// Keys are mapped to unsigned integers whose order is the wanted one (NaN last, -0 equal to 0),
// then radix sort: long rows split by the top byte over the pool so that each part sorts in cache.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define INSERTION 32

// MARK: - Keys

CK_INLINE uint32_t key_f32(uint32_t bits) {
  if ((bits & 0x7fffffffu) > 0x7f800000u) return 0xffffffffu;  // NaN
  if (bits == 0x80000000u) bits = 0;
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}
CK_INLINE uint64_t key_f64(uint64_t bits) {
  if ((bits & ~(1ull << 63)) > 0x7ff0000000000000ull) return ~0ull;
  if (bits == 1ull << 63) bits = 0;
  return bits >> 63 ? ~bits : bits | 1ull << 63;
}
CK_INLINE uint64_t key_at(ck_dtype dtype, const void *x, int64_t i) {
  switch (dtype) {
    case CK_F32: return key_f32(((const uint32_t *)x)[i]);
    case CK_F64: return key_f64(((const uint64_t *)x)[i]);
    case CK_I32: return ((const uint32_t *)x)[i] ^ 0x80000000u;
    case CK_I64: return ((const uint64_t *)x)[i] ^ 1ull << 63;
    default: return ((const uint8_t *)x)[i];
  }
}
static int key_bytes(ck_dtype dtype) { return (int)ck_size(dtype); }

// MARK: - One row

/// A key with its position, 12 or 16 bytes; 32-bit keys pack with the position into one word.
typedef struct pair { uint64_t key, index; } pair;

static void insertion_pairs(pair *p, int64_t n) {
  for (int64_t i = 1; i < n; i++) {
    pair v = p[i];
    int64_t j = i;
    for (; j > 0 && p[j - 1].key > v.key; j--) p[j] = p[j - 1];
    p[j] = v;
  }
}
static void insertion_words(uint64_t *p, int64_t n) {
  for (int64_t i = 1; i < n; i++) {
    uint64_t v = p[i];
    int64_t j = i;
    for (; j > 0 && p[j - 1] > v; j--) p[j] = p[j - 1];
    p[j] = v;
  }
}

/// Least significant digit first over words whose digits start at bit `low`; result in `a`.
static void radix_words(uint64_t *a, uint64_t *b, int64_t n, int low, int high) {
  uint64_t *from = a, *to = b;
  int passes = (high - low + 10) / 11;
  int64_t counts[3][2048];
  memset(counts, 0, sizeof counts);
  for (int64_t i = 0; i < n; i++)
    for (int pass = 0; pass < passes; pass++) counts[pass][from[i] >> (low + 11 * pass) & 2047]++;
  for (int pass = 0; pass < passes; pass++) {
    int64_t *count = counts[pass], sum = 0;
    int shift = low + 11 * pass;
    bool single = false;
    for (int digit = 0; digit < 2048; digit++) {
      int64_t here = count[digit];
      single |= here == n;
      count[digit] = sum;
      sum += here;
    }
    if (single) continue;
    for (int64_t i = 0; i < n; i++) {
      uint64_t v = from[i];
      to[count[v >> shift & 2047]++] = v;
    }
    uint64_t *swap = from;
    from = to;
    to = swap;
  }
  if (from != a) memcpy(a, from, sizeof(uint64_t) * (size_t)n);
}

static void radix_pairs(pair *a, pair *b, int64_t n, int bytes) {
  pair *from = a, *to = b;
  for (int byte = 0; byte < bytes; byte++) {
    int64_t count[257] = {0};
    bool single = false;
    for (int64_t i = 0; i < n; i++) count[(from[i].key >> (8 * byte) & 255) + 1]++;
    for (int digit = 1; digit <= 256; digit++) {
      single |= count[digit] == n;
      count[digit] += count[digit - 1];
    }
    if (single) continue;
    for (int64_t i = 0; i < n; i++) to[count[from[i].key >> (8 * byte) & 255]++] = from[i];
    pair *swap = from;
    from = to;
    to = swap;
  }
  if (from != a) memcpy(a, from, sizeof(pair) * (size_t)n);
}

typedef struct sort_job {
  ck_dtype dtype;
  const char *x;
  char *values;
  int64_t *indices;
  int64_t n, k;
  bool descending;
  _Atomic bool failed;
} sort_job;

static void write_result(const sort_job *job, const char *row, char *values, int64_t *indices,
                         int64_t at, int64_t position) {
  if (indices) indices[at] = position;
  if (!values) return;
  switch (ck_size(job->dtype)) {
    case 1: values[at] = row[position]; break;
    case 4: ((uint32_t *)values)[at] = ((const uint32_t *)row)[position]; break;
    default: ((uint64_t *)values)[at] = ((const uint64_t *)row)[position];
  }
}

// MARK: - Long rows of 32-bit keys: partition by the top byte, then parts on the pool

typedef struct split_job {
  uint64_t *words, *scratch;
  int64_t start[257];
} split_job;
static void run_parts(void *context, int64_t begin, int64_t end) {
  const split_job *job = context;
  for (int64_t part = begin; part < end; part++) {
    int64_t from = job->start[part], n = job->start[part + 1] - from;
    if (n <= INSERTION) insertion_words(job->words + from, n);
    else radix_words(job->words + from, job->scratch + from, n, 32, 56);
  }
}

typedef struct scatter_job {
  ck_dtype dtype;
  const void *row;
  uint64_t *to, flip;
  int64_t n, piece;
  int64_t (*counts)[256];
  bool count;
} scatter_job;
/// Counts, then distributes, the top bytes of one piece of the row.
static void run_scatter(void *context, int64_t begin, int64_t end) {
  const scatter_job *job = context;
  for (int64_t p = begin; p < end; p++) {
    int64_t from = p * job->piece, to = ck_min_i64(from + job->piece, job->n);
    int64_t *counts = job->counts[p];
    if (job->count) {
      for (int64_t i = from; i < to; i++)
        counts[(key_at(job->dtype, job->row, i) ^ job->flip) >> 24]++;
    } else {
      for (int64_t i = from; i < to; i++) {
        uint64_t key = key_at(job->dtype, job->row, i) ^ job->flip;
        job->to[counts[key >> 24]++] = key << 32 | (uint64_t)i;
      }
    }
  }
}

typedef struct output_job { const sort_job *sort; const char *row; char *values;
  int64_t *indices; const uint64_t *words; } output_job;
static void run_output(void *context, int64_t begin, int64_t end) {
  const output_job *job = context;
  for (int64_t i = begin; i < end; i++)
    write_result(job->sort, job->row, job->values, job->indices, i,
                 (int64_t)(uint32_t)job->words[i]);
}

static bool sort_long_row(const sort_job *job, const char *row, char *values, int64_t *indices) {
  int64_t n = job->n;
  size_t bytes = (size_t)n * sizeof(uint64_t);
  uint64_t *words = ck_alloc(bytes), *scratch = ck_alloc(bytes);
  int64_t piece = ck_max_i64(65536, ck_ceil_div(n, 64)), pieces = ck_ceil_div(n, piece);
  int64_t counts[64][256] = {{0}};
  if (!words || !scratch) {
    ck_free(words, bytes);
    ck_free(scratch, bytes);
    return false;
  }
  scatter_job scatter = {job->dtype, row, words, job->descending ? 0xffffffffu : 0, n, piece,
                         counts, true};
  split_job parts = {words, scratch, {0}};
  ck_parallel_for(pieces, 1, &scatter, run_scatter);
  int64_t sum = 0;
  for (int digit = 0; digit < 256; digit++) {
    parts.start[digit] = sum;
    for (int64_t p = 0; p < pieces; p++) {
      int64_t here = counts[p][digit];
      counts[p][digit] = sum;
      sum += here;
    }
  }
  parts.start[256] = n;
  scatter.count = false;
  ck_parallel_for(pieces, 1, &scatter, run_scatter);
  ck_parallel_for(256, 1, &parts, run_parts);
  output_job output = {job, row, values, indices, words};
  ck_parallel_for(n, CK_GRAIN, &output, run_output);
  ck_free(words, bytes);
  ck_free(scratch, bytes);
  return true;
}

// MARK: - Rows

static bool sort_row(const sort_job *job, const char *row, char *values, int64_t *indices) {
  int64_t n = job->n;
  int bytes = key_bytes(job->dtype);
  uint64_t flip = !job->descending ? 0 : bytes == 8 ? ~0ull : (1ull << (8 * bytes)) - 1;
  if (bytes < 8 && n < (1ll << 32)) {
    size_t size = (size_t)n * sizeof(uint64_t);
    uint64_t few[256];
    uint64_t *words = n <= 256 ? few : ck_alloc(size);
    uint64_t *scratch = n <= INSERTION ? few : ck_alloc(size);
    if (!words || !scratch) return false;
    for (int64_t i = 0; i < n; i++)
      words[i] = (key_at(job->dtype, row, i) ^ flip) << 32 | (uint64_t)i;
    if (n <= INSERTION) insertion_words(words, n);
    else radix_words(words, scratch, n, 32, 32 + 8 * bytes);
    for (int64_t i = 0; i < n; i++)
      write_result(job, row, values, indices, i, (int64_t)(uint32_t)words[i]);
    if (words != few) ck_free(words, size);
    if (scratch != few) ck_free(scratch, size);
    return true;
  }
  size_t size = (size_t)n * sizeof(pair);
  pair *pairs = ck_alloc(2 * size);
  if (!pairs) return false;
  for (int64_t i = 0; i < n; i++)
    pairs[i] = (pair){key_at(job->dtype, row, i) ^ flip, (uint64_t)i};
  if (n <= INSERTION) insertion_pairs(pairs, n);
  else radix_pairs(pairs, pairs + n, n, bytes);
  for (int64_t i = 0; i < n; i++)
    write_result(job, row, values, indices, i, (int64_t)pairs[i].index);
  ck_free(pairs, 2 * size);
  return true;
}

static void run_rows(void *context, int64_t begin, int64_t end) {
  sort_job *job = context;
  int64_t size = ck_size(job->dtype);
  for (int64_t r = begin; r < end; r++)
    if (!sort_row(job, job->x + r * job->n * size,
                  job->values ? job->values + r * job->n * size : NULL,
                  job->indices ? job->indices + r * job->n : NULL))
      job->failed = true;
}

bool ck_sort(ck_dtype dtype, const void *x, void *values, int64_t *indices, int64_t rows,
             int64_t n, bool descending) {
  if (dtype == CK_F16 || (uint32_t)dtype >= CK_DTYPES) return false;
  if (rows * n == 0) return true;
  // Results are written while the row is still read: never in place.
  void *copy = NULL;
  size_t bytes = (size_t)(rows * n * ck_size(dtype));
  if (values == x) {
    if (!(copy = ck_alloc(bytes))) return false;
    ck_copy(x, copy, bytes);
    x = copy;
  }
  sort_job job = {.dtype = dtype, .x = x, .values = values, .indices = indices, .n = n,
                  .descending = descending};
  bool is_long = n >= 131072 && n < (1ll << 32) && ck_size(dtype) == 4;
  if (is_long) {
    for (int64_t r = 0; r < rows && !job.failed; r++)
      if (!sort_long_row(&job, job.x + r * n * 4, values ? job.values + r * n * 4 : NULL,
                         indices ? indices + r * n : NULL))
        job.failed = true;
  } else {
    ck_parallel_for(rows, ck_max_i64(1, 2048 / n), &job, run_rows);
  }
  ck_free(copy, copy ? bytes : 0);
  return !job.failed;
}

// MARK: - The k greatest

/// Keeps the best k of the row in a heap whose root is the worst kept.
static void sift(pair *heap, int64_t count, int64_t i) {
  pair v = heap[i];
  for (int64_t child; (child = 2 * i + 1) < count; i = child) {
    if (child + 1 < count && (heap[child + 1].key > heap[child].key ||
                              (heap[child + 1].key == heap[child].key &&
                               heap[child + 1].index > heap[child].index)))
      child++;
    if (heap[child].key < v.key || (heap[child].key == v.key && heap[child].index < v.index))
      break;
    heap[i] = heap[child];
  }
  heap[i] = v;
}

static int by_key(const void *a, const void *b) {
  const pair *p = a, *q = b;
  if (p->key != q->key) return p->key < q->key ? -1 : 1;
  return p->index < q->index ? -1 : 1;
}

static void run_topk(void *context, int64_t begin, int64_t end) {
  sort_job *job = context;
  int64_t size = ck_size(job->dtype), n = job->n, k = job->k;
  pair *heap = ck_alloc((size_t)k * sizeof(pair));
  if (!heap) {
    job->failed = true;
    return;
  }
  int bytes = key_bytes(job->dtype);
  uint64_t flip = !job->descending ? 0 : bytes == 8 ? ~0ull : (1ull << (8 * bytes)) - 1;
  for (int64_t r = begin; r < end; r++) {
    const char *row = job->x + r * n * size;
    for (int64_t i = 0; i < k; i++)
      heap[i] = (pair){key_at(job->dtype, row, i) ^ flip, (uint64_t)i};
    for (int64_t i = k / 2; i-- > 0;) sift(heap, k, i);
    for (int64_t i = k; i < n; i++) {
      uint64_t key = key_at(job->dtype, row, i) ^ flip;
      if (key >= heap[0].key) continue;
      heap[0] = (pair){key, (uint64_t)i};
      sift(heap, k, 0);
    }
    qsort(heap, (size_t)k, sizeof(pair), by_key);
    for (int64_t i = 0; i < k; i++)
      write_result(job, row, job->values ? job->values + r * k * size : NULL,
                   job->indices ? job->indices + r * k : NULL, i, (int64_t)heap[i].index);
  }
  ck_free(heap, (size_t)k * sizeof(pair));
}

bool ck_topk(ck_dtype dtype, const void *x, void *values, int64_t *indices, int64_t rows,
             int64_t n, int64_t k, bool greatest) {
  if (dtype == CK_F16 || (uint32_t)dtype >= CK_DTYPES || k > n) return false;
  if (rows * k == 0) return true;
  sort_job job = {.dtype = dtype, .x = x, .values = values, .indices = indices, .n = n, .k = k,
                  .descending = greatest};
  ck_parallel_for(rows, ck_max_i64(1, 16384 / n), &job, run_topk);
  return !job.failed;
}

// MARK: - Binary search

typedef struct search_job {
  ck_dtype dtype;
  const void *sorted, *queries;
  int64_t n, *positions;
  bool right;
} search_job;
static void run_search(void *context, int64_t begin, int64_t end) {
  const search_job *job = context;
  for (int64_t q = begin; q < end; q++) {
    uint64_t key = key_at(job->dtype, job->queries, q);
    int64_t low = 0, high = job->n;
    while (low < high) {
      int64_t middle = low + (high - low) / 2;
      uint64_t there = key_at(job->dtype, job->sorted, middle);
      if (there < key || (job->right && there == key)) low = middle + 1;
      else high = middle;
    }
    job->positions[q] = low;
  }
}
bool ck_search_sorted(ck_dtype dtype, const void *sorted, int64_t n, const void *queries,
                      int64_t *positions, int64_t count, bool right) {
  if (dtype == CK_F16 || (uint32_t)dtype >= CK_DTYPES) return false;
  search_job job = {dtype, sorted, queries, n, positions, right};
  ck_parallel_for(count, 2048, &job, run_search);
  return true;
}
