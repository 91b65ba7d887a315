// Convolutions of few channels, plane by plane: lanes are neighbouring columns.
//
// oneDNN's blocks hold 8 or 16 channels; with one or six of them most lanes would be padding.

#ifndef PLANE_LANES
#define PLANE_LANES 8
#endif
typedef float plane_v __attribute__((vector_size(PLANE_LANES * 4), aligned(4)));
#define PLANE_AT(p) (*(const plane_v *)(p))

/// Two vectors of `outputs` planes each: sums over input channels, rows and columns of the window.
/// `w` is [channels][rows][columns][outputs].
CK_INLINE void plane_tile(int outputs, const ck_planes *p, int64_t row_begin, int64_t row_end,
                          const float *xa, const float *xb, const float *w, plane_v *a,
                          plane_v *b) {
  for (int64_t c = 0; c < p->channels; c++)
    for (int64_t ky = row_begin; ky < row_end; ky++) {
      const float *ra = xa + c * p->x_plane + ky * p->x_pitch;
      const float *rb = xb + c * p->x_plane + ky * p->x_pitch;
      const float *taps = w + (c * p->kernel_h + ky) * p->kernel_w * outputs;
      for (int64_t kx = 0; kx < p->kernel_w; kx++, taps += outputs) {
        plane_v va = PLANE_AT(ra + kx), vb = PLANE_AT(rb + kx);
        _Pragma("clang loop unroll(full)") for (int o = 0; o < outputs; o++) {
          a[o] += va * taps[o];
          b[o] += vb * taps[o];
        }
      }
    }
}

/// The outputs of a tile's vector. Lanes beyond a row's end are overwritten by the next row, which
/// comes later; only beyond the plane's end they must not be written.
CK_INLINE void plane_store(const ck_planes *p, plane_v v, float *y, int64_t row, int64_t column) {
  if (row >= p->out_height || column >= p->out_width) return;
  int64_t at = row * p->out_width + column, left = p->out_height * p->out_width - at;
  if (left >= PLANE_LANES) *(plane_v *)(y + at) = v;
  else memcpy(y + at, &v, (size_t)left * sizeof(float));
}

#define PLANE_ROWS(N)                                                                            \
  static void plane_rows_##N(const ck_planes *p, const float *x, const float *w,                 \
                             const float *bias, float *y) {                                      \
    /* Narrow planes: two rows at a time, else two vectors of a row. */                          \
    bool narrow = p->out_width <= PLANE_LANES;                                                   \
    int64_t rows = narrow ? 2 : 1, columns = narrow ? PLANE_LANES : 2 * PLANE_LANES;             \
    int64_t area = p->out_height * p->out_width;                                                 \
    for (int64_t row = 0; row < p->out_height; row += rows) {                                    \
      /* Window rows that meet the image for at least one of the tile's rows. */                 \
      int64_t begin = ck_max_i64(0, p->pad_top - (row + rows - 1));                              \
      int64_t end = ck_min_i64(p->kernel_h, p->pad_top + p->height - row);                       \
      for (int64_t column = 0; column < p->out_width; column += columns) {                       \
        const float *xa = x + row * p->x_pitch + column;                                         \
        const float *xb = narrow ? xa + p->x_pitch : xa + PLANE_LANES;                           \
        plane_v a[N], b[N];                                                                      \
        for (int o = 0; o < N; o++) a[o] = b[o] = (plane_v){0} + (bias ? bias[o] : 0);           \
        plane_tile(N, p, begin, end, xa, xb, w, a, b);                                           \
        for (int o = 0; o < N; o++) {                                                            \
          plane_store(p, a[o], y + o * area, row, column);                                       \
          plane_store(p, b[o], y + o * area, row + narrow,                                    \
                      column + (narrow ? 0 : PLANE_LANES));                                      \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
  }
PLANE_ROWS(1)
PLANE_ROWS(2)
PLANE_ROWS(3)
PLANE_ROWS(4)
PLANE_ROWS(5)
PLANE_ROWS(6)

/// Adds to `sums` [outputs][step][lanes] what one image gives for one input plane and one row of
/// the window: products of the plane, shifted by a tap, with the gradients of the outputs.
CK_INLINE void plane_products(int outputs, int taps, const ck_planes *p, const float *x,
                              const float *g, float *sums, int64_t step) {
  plane_v total[2 * 5];
  for (int o = 0; o < outputs; o++)
    for (int t = 0; t < taps; t++)
      total[o * taps + t] = PLANE_AT(sums + (o * step + t) * PLANE_LANES);
  for (int64_t row = 0; row < p->out_height; row++)
    for (int64_t column = 0; column < p->out_width; column += PLANE_LANES) {
      const float *xs = x + row * p->x_pitch + column, *gs = g + row * p->g_pitch + column;
      plane_v slopes[2];
      for (int o = 0; o < outputs; o++) slopes[o] = PLANE_AT(gs + o * p->g_plane);
      for (int t = 0; t < taps; t++) {
        plane_v value = PLANE_AT(xs + t);
        for (int o = 0; o < outputs; o++) total[o * taps + t] += value * slopes[o];
      }
    }
  for (int o = 0; o < outputs; o++)
    for (int t = 0; t < taps; t++)
      *(plane_v *)(sums + (o * step + t) * PLANE_LANES) = total[o * taps + t];
}

#define PLANE_PRODUCTS(O, T)                                                                     \
  static void plane_products_##O##_##T(const ck_planes *p, const float *x, const float *g,       \
                                       float *sums, int64_t step) {                              \
    plane_products(O, T, p, x, g, sums, step);                                                   \
  }
#define PLANE_PRODUCTS_OF(O)                                                                     \
  PLANE_PRODUCTS(O, 1)                                                                           \
  PLANE_PRODUCTS(O, 2) PLANE_PRODUCTS(O, 3) PLANE_PRODUCTS(O, 4) PLANE_PRODUCTS(O, 5)
PLANE_PRODUCTS_OF(1)
PLANE_PRODUCTS_OF(2)
#define PLANE_PRODUCTS_ROW(O)                                                                    \
  {plane_products_##O##_1, plane_products_##O##_2, plane_products_##O##_3,                       \
   plane_products_##O##_4, plane_products_##O##_5}

// MARK: - Means of 2 x 2 windows that do not overlap

#define HALVES(S, T)                                                                             \
  /* Two rows into one of n. */                                                                  \
  static void halve_rows_##S(const void *av, const void *bv, void *yv, int64_t n) {              \
    const T *a = av, *b = bv;                                                                    \
    T *y = yv;                                                                                   \
    CK_VECTOR for (int64_t i = 0; i < n; i++)                                                    \
      y[i] = (a[2 * i] + a[2 * i + 1] + b[2 * i] + b[2 * i + 1]) * (T)0.25;                      \
  }                                                                                              \
  /* One row of n into one of 2n. */                                                             \
  static void spread_row_##S(const void *gv, void *yv, int64_t n) {                              \
    const T *g = gv;                                                                             \
    T *y = yv;                                                                                   \
    CK_VECTOR for (int64_t i = 0; i < n; i++) y[2 * i] = y[2 * i + 1] = g[i] * (T)0.25;          \
  }
HALVES(f32, float)
HALVES(f64, double)
