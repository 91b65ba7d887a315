// Strided boxes: reorder and merge dimensions, then call contiguous kernels on tiles, packing the
// operands that are neither contiguous nor constant into small buffers.
//
// Packing costs one pass through the first cache and spares a strided form of every kernel; for
// transposed operands it walks the operand in its own order, which is what makes a + b.T fast.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "elementwise.h"

#define TILE 2048      // elements of a tile that is packed
#define LONG_RUN 16384 // elements of a run that is not
#define SHORT_ROW 64   // rows shorter than this are joined

void ck_box_make(ck_box *box, int32_t rank, const int64_t *shape, int32_t operands,
                 const int64_t *const *strides) {
  int order[CK_MAX_RANK];
  int kept = 0;
  box->operands = operands;
  box->count = 1;
  for (int d = rank - 1; d >= 0; d--) {
    box->count *= shape[d];
    if (shape[d] != 1) order[kept++] = d;
  }
  // Insertion sort by the output's stride (then the next operand's); row-major order already fits.
  for (int i = 1; i < kept; i++) {
    int d = order[i], j = i;
    while (j > 0) {
      int e = order[j - 1];
      bool before = false;
      for (int o = 0; o < operands; o++) {
        int64_t sd = llabs(strides[o][d]), se = llabs(strides[o][e]);
        if (sd == 0 || se == 0 || sd == se) continue;
        before = sd < se;
        break;
      }
      if (!before) break;
      order[j] = e;
      j--;
    }
    order[j] = d;
  }
  int r = 0;
  for (int i = 0; i < kept; i++) {
    int d = order[i];
    bool merge = r > 0;
    for (int o = 0; merge && o < operands; o++)
      merge = strides[o][d] == box->strides[o][r - 1] * box->shape[r - 1];
    if (merge) {
      box->shape[r - 1] *= shape[d];
      continue;
    }
    box->shape[r] = shape[d];
    for (int o = 0; o < operands; o++) box->strides[o][r] = strides[o][d];
    r++;
  }
  if (r == 0) {
    box->shape[0] = 1;
    for (int o = 0; o < operands; o++) box->strides[o][0] = o == 0 ? 1 : 0;
    r = 1;
  }
  box->rank = r;
}

// MARK: - Walking

typedef struct walk {
  const ck_box *box;
  char *pointers[CK_OPERANDS];
  int64_t sizes[CK_OPERANDS];
  ck_box_kernel kernel;
  const void *context;
  int64_t n0, n1, s0[CK_OPERANDS], s1[CK_OPERANDS];
  int64_t tile0, tile1, tiles0, tiles1, outer;
  bool join;  // a tile is one run of n0 * rows elements
  bool packed[CK_OPERANDS];
} walk;

static void run_tile(const walk *w, char *const *base, int64_t c0, int64_t r0,
                     char (*buffer)[TILE * 8]) {
  int64_t cols = ck_min_i64(w->tile0, w->n0 - c0), rows = ck_min_i64(w->tile1, w->n1 - r0);
  void *p[CK_OPERANDS];
  int64_t steps[CK_OPERANDS], row_step[CK_OPERANDS];
  for (int o = 0; o < w->box->operands; o++) {
    char *x = base[o] + (c0 * w->s0[o] + r0 * w->s1[o]) * w->sizes[o];
    steps[o] = w->s0[o] != 0 || w->packed[o];
    row_step[o] = w->s1[o] * w->sizes[o];
    if (w->packed[o]) {
      if (o > 0) ck_pack(w->sizes[o], x, w->s0[o], w->s1[o], buffer[o], cols, rows);
      x = buffer[o];
      row_step[o] = cols * w->sizes[o];
    }
    p[o] = x;
  }
  if (w->join) {
    w->kernel(w->context, cols * rows, p, steps);
  } else {
    for (int64_t r = 0; r < rows; r++) {
      w->kernel(w->context, cols, p, steps);
      for (int o = 0; o < w->box->operands; o++) p[o] = (char *)p[o] + row_step[o];
    }
  }
  if (w->packed[0])
    ck_unpack(w->sizes[0], buffer[0], base[0] + (c0 * w->s0[0] + r0 * w->s1[0]) * w->sizes[0],
              w->s0[0], w->s1[0], cols, rows);
}

static void run_tiles(void *context, int64_t begin, int64_t end) {
  const walk *w = context;
  const ck_box *box = w->box;
  _Alignas(64) char buffer[CK_OPERANDS][TILE * 8];
  // Place of the first tile: column tile fastest, then row tile, then the outer dimensions.
  int64_t t0 = begin % w->tiles0, rest = begin / w->tiles0;
  int64_t t1 = rest % w->tiles1;
  rest /= w->tiles1;
  int64_t index[CK_MAX_RANK] = {0};
  char *base[CK_OPERANDS];
  for (int o = 0; o < box->operands; o++) base[o] = w->pointers[o];
  for (int d = 2; d < box->rank; d++) {
    index[d] = rest % box->shape[d];
    rest /= box->shape[d];
    for (int o = 0; o < box->operands; o++)
      base[o] += index[d] * box->strides[o][d] * w->sizes[o];
  }
  for (int64_t tile = begin; tile < end; tile++) {
    run_tile(w, base, t0 * w->tile0, t1 * w->tile1, buffer);
    if (++t0 < w->tiles0) continue;
    t0 = 0;
    if (++t1 < w->tiles1) continue;
    t1 = 0;
    for (int d = 2; d < box->rank; d++) {
      bool carry = ++index[d] == box->shape[d];
      int64_t move = carry ? 1 - box->shape[d] : 1;
      if (carry) index[d] = 0;
      for (int o = 0; o < box->operands; o++)
        base[o] += move * box->strides[o][d] * w->sizes[o];
      if (!carry) break;
    }
  }
}

void ck_box_run(const ck_box *box, void *const *pointers, const int64_t *sizes,
                ck_box_kernel kernel, const void *context) {
  if (box->count <= 0) return;
  walk w = {.box = box, .kernel = kernel, .context = context};
  w.n0 = box->shape[0];
  w.n1 = box->rank > 1 ? box->shape[1] : 1;
  w.outer = 1;
  for (int d = 2; d < box->rank; d++) w.outer *= box->shape[d];
  w.join = w.n0 < SHORT_ROW && w.n1 > 1;
  bool any_packed = false, any_transposed = false;
  int64_t room = TILE * 8;  // elements that a buffer holds
  for (int o = 0; o < box->operands; o++) {
    w.pointers[o] = pointers[o];
    w.sizes[o] = sizes[o];
    w.s0[o] = box->strides[o][0];
    w.s1[o] = box->rank > 1 ? box->strides[o][1] : 0;
    bool contiguous = w.s0[o] == 1 && (!w.join || w.s1[o] == w.n0);
    bool constant = o > 0 && w.s0[o] == 0 && (!w.join || w.s1[o] == 0);
    w.packed[o] = !contiguous && !constant;
    any_packed |= w.packed[o];
    any_transposed |= w.packed[o] && llabs(w.s1[o]) == 1;
    if (w.packed[o]) room = ck_min_i64(room, TILE * 8 / sizes[o]);
  }
  if (w.join) {
    w.tile0 = w.n0;
    w.tile1 = ck_max_i64(1, (any_packed ? TILE : LONG_RUN) / w.n0);
  } else if (any_packed) {
    // Transposed: squares, so that each side touches few pages. Else whole rows.
    w.tile0 = ck_min_i64(w.n0, any_transposed && w.n1 >= 16 ? 64 : TILE);
    w.tile1 = ck_max_i64(1, ck_min_i64(room, 2 * TILE) / w.tile0);
  } else {
    w.tile0 = ck_min_i64(w.n0, LONG_RUN);
    w.tile1 = ck_max_i64(1, LONG_RUN / w.tile0);
  }
  w.tile1 = ck_min_i64(w.tile1, w.n1);
  w.tiles0 = ck_ceil_div(w.n0, w.tile0);
  w.tiles1 = ck_ceil_div(w.n1, w.tile1);
  int64_t tiles = w.tiles0 * w.tiles1 * w.outer;
  int64_t grain = box->count > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / (w.tile0 * w.tile1)) : tiles;
  ck_parallel_for(tiles, grain, &w, run_tiles);
}

// MARK: - Operations over boxes

typedef struct binary_context { const ck_binary_loops *loops; int64_t out_size; } binary_context;
static void binary_tile(const void *context, int64_t n, void *const *p, const int64_t *steps) {
  const binary_context *c = context;
  ck_apply_binary(c->loops, steps[1], steps[2], c->out_size, p[1], p[2], p[0], n);
}

static bool binary_box(const ck_binary_loops *loops, int64_t size, int64_t out_size, int32_t rank,
                       const int64_t *shape, const void *a, const int64_t *a_strides,
                       const void *b, const int64_t *b_strides, void *out,
                       const int64_t *out_strides) {
  if (!loops || !loops->vv || rank > CK_MAX_RANK) return false;
  ck_box box;
  ck_box_make(&box, rank, shape, 3, (const int64_t *const[]){out_strides, a_strides, b_strides});
  binary_context context = {loops, out_size};
  ck_box_run(&box, (void *const[]){out, (void *)a, (void *)b},
             (const int64_t[]){out_size, size, size}, binary_tile, &context);
  return true;
}

bool ck_binary_nd(ck_binary_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                  const void *a, const int64_t *a_strides, const void *b,
                  const int64_t *b_strides, void *out, const int64_t *out_strides) {
  int64_t grain, size = (uint32_t)dtype < CK_DTYPES ? ck_size(dtype) : 0;
  return binary_box(ck_binary_loops_of(op, dtype, &grain), size, size, rank, shape, a, a_strides,
                    b, b_strides, out, out_strides);
}

bool ck_compare_nd(ck_compare_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                   const void *a, const int64_t *a_strides, const void *b,
                   const int64_t *b_strides, bool *out, const int64_t *out_strides) {
  if ((uint32_t)op >= CK_COMPARES || (uint32_t)dtype >= CK_DTYPES) return false;
  return binary_box(&ck_active()->compare[op][dtype], ck_size(dtype), 1, rank, shape, a,
                    a_strides, b, b_strides, out, out_strides);
}

static void unary_tile(const void *context, int64_t n, void *const *p, const int64_t *steps) {
  const binary_context *c = context;
  ck_loop_1 loop = *(const ck_loop_1 *)c->loops;
  if (steps[1]) {
    loop(p[1], p[0], n);
    return;
  }
  loop(p[1], p[0], 1);
  for (int64_t i = 1; i < n; i++)
    memcpy((char *)p[0] + i * c->out_size, p[0], (size_t)c->out_size);
}

static bool unary_box(ck_loop_1 loop, int64_t x_size, int64_t y_size, int32_t rank,
                      const int64_t *shape, const void *x, const int64_t *x_strides, void *y,
                      const int64_t *y_strides) {
  if (!loop || rank > CK_MAX_RANK) return false;
  ck_box box;
  ck_box_make(&box, rank, shape, 2, (const int64_t *const[]){y_strides, x_strides});
  binary_context context = {(const ck_binary_loops *)(const void *)&loop, y_size};
  ck_box_run(&box, (void *const[]){y, (void *)x}, (const int64_t[]){y_size, x_size}, unary_tile,
             &context);
  return true;
}

bool ck_unary_nd(ck_unary_op op, ck_dtype dtype, int32_t rank, const int64_t *shape,
                 const void *x, const int64_t *x_strides, void *y, const int64_t *y_strides) {
  int64_t grain;
  ck_loop_1 loop = ck_unary_loop(op, dtype, &grain);
  if (!loop) return false;
  return unary_box(loop, ck_size(dtype), ck_size(dtype), rank, shape, x, x_strides, y, y_strides);
}

static void copy_1(const void *x, void *y, int64_t n) { memcpy(y, x, (size_t)n); }
static void copy_2(const void *x, void *y, int64_t n) { memcpy(y, x, (size_t)n * 2); }
static void copy_4(const void *x, void *y, int64_t n) { memcpy(y, x, (size_t)n * 4); }
static void copy_8(const void *x, void *y, int64_t n) { memcpy(y, x, (size_t)n * 8); }

bool ck_convert_nd(ck_dtype from, ck_dtype to, int32_t rank, const int64_t *shape, const void *x,
                   const int64_t *x_strides, void *y, const int64_t *y_strides) {
  if ((uint32_t)from >= CK_DTYPES || (uint32_t)to >= CK_DTYPES) return false;
  int64_t size = ck_size(from);
  ck_loop_1 copy = size == 1 ? copy_1 : size == 2 ? copy_2 : size == 4 ? copy_4 : copy_8;
  bool same = from == to || (from == CK_BOOL && to == CK_U8);
  return unary_box(same ? copy : ck_active()->convert[from][to], size, ck_size(to), rank, shape,
                   x, x_strides, y, y_strides);
}

bool ck_fill_nd(ck_dtype dtype, int32_t rank, const int64_t *shape, void *y,
                const int64_t *y_strides, double value) {
  double cell;
  int64_t zeros[CK_MAX_RANK] = {0};
  if (!ck_fill(dtype, &cell, value, 1)) return false;
  return ck_convert_nd(dtype, dtype, rank, shape, &cell, zeros, y, y_strides);
}

static void where_tile(const void *context, int64_t n, void *const *p, const int64_t *steps) {
  const binary_context *c = context;
  ck_loop_where loop = *(const ck_loop_where *)c->loops;
  if (steps[1] && steps[2] && steps[3]) {
    loop(p[1], p[2], p[3], p[0], n);
    return;
  }
  int64_t size = c->out_size;
  if (!steps[1] && steps[2 + !*(const bool *)p[1]]) {
    memmove(p[0], p[2 + !*(const bool *)p[1]], (size_t)(n * size));
    return;
  }
  // Spread the constants over a small block.
  _Alignas(64) char spread[3][512 * 8];
  for (int64_t start = 0; start < n; start += 512) {
    int64_t count = ck_min_i64(512, n - start);
    const void *q[3];
    for (int o = 0; o < 3; o++) {
      int64_t item = o == 0 ? 1 : size;
      if (steps[o + 1]) {
        q[o] = (const char *)p[o + 1] + start * item;
        continue;
      }
      q[o] = spread[o];
      if (start == 0) ck_pack(item, p[o + 1], 0, 0, spread[o], ck_min_i64(512, n), 1);
    }
    loop(q[0], q[1], q[2], (char *)p[0] + start * size, count);
  }
}

bool ck_where_nd(ck_dtype dtype, int32_t rank, const int64_t *shape, const bool *condition,
                 const int64_t *c_strides, const void *a, const int64_t *a_strides, const void *b,
                 const int64_t *b_strides, void *out, const int64_t *out_strides) {
  if ((uint32_t)dtype >= CK_DTYPES || rank > CK_MAX_RANK) return false;
  ck_loop_where loop = ck_active()->where[dtype];
  int64_t size = ck_size(dtype);
  ck_box box;
  ck_box_make(&box, rank, shape, 4,
              (const int64_t *const[]){out_strides, c_strides, a_strides, b_strides});
  binary_context context = {(const ck_binary_loops *)(const void *)&loop, size};
  ck_box_run(&box, (void *const[]){out, (void *)condition, (void *)a, (void *)b},
             (const int64_t[]){size, 1, size, size}, where_tile, &context);
  return true;
}
