// Strided rectangles into small contiguous buffers and back, for the tiles of strided.c.
#include "internal.h"

#define PACK(T)                                                                         \
  static void pack_##T(const T *x, int64_t s0, int64_t s1, T *y, int64_t n0,            \
                       int64_t n1) {                                                    \
    if (s0 == 1) {                                                                      \
      for (int64_t r = 0; r < n1; r++)                                                  \
        for (int64_t c = 0; c < n0; c++) y[r * n0 + c] = x[r * s1 + c];                 \
    } else if (s0 == 0) {                                                               \
      for (int64_t r = 0; r < n1; r++)                                                  \
        for (int64_t c = 0; c < n0; c++) y[r * n0 + c] = x[r * s1];                     \
    } else if (s0 == 2 || s0 == -1) {  /* constants, so that the loops vectorise */     \
      for (int64_t r = 0; r < n1; r++) {                                                \
        const T *from = x + r * s1;                                                     \
        T *to = y + r * n0;                                                             \
        if (s0 == 2)                                                                    \
          for (int64_t c = 0; c < n0; c++) to[c] = from[2 * c];                         \
        else                                                                            \
          for (int64_t c = 0; c < n0; c++) to[c] = from[-c];                            \
      }                                                                                 \
    } else if (s1 == 1 && n1 > 1) {                                                     \
      /* Transposed: squares of 8, so that lines are used whole on both sides. */       \
      for (int64_t c = 0; c < n0; c += 8)                                               \
        for (int64_t r = 0; r < n1; r += 8) {                                           \
          int64_t c_end = c + 8 < n0 ? c + 8 : n0, r_end = r + 8 < n1 ? r + 8 : n1;     \
          for (int64_t i = c; i < c_end; i++)                                           \
            for (int64_t j = r; j < r_end; j++) y[j * n0 + i] = x[i * s0 + j];          \
        }                                                                               \
    } else {                                                                            \
      for (int64_t r = 0; r < n1; r++)                                                  \
        for (int64_t c = 0; c < n0; c++) y[r * n0 + c] = x[r * s1 + c * s0];            \
    }                                                                                   \
  }                                                                                     \
  static void unpack_##T(const T *x, T *y, int64_t s0, int64_t s1, int64_t n0,          \
                         int64_t n1) {                                                  \
    for (int64_t r = 0; r < n1; r++)                                                    \
      for (int64_t c = 0; c < n0; c++) y[r * s1 + c * s0] = x[r * n0 + c];              \
  }
PACK(uint8_t)
PACK(uint16_t)
PACK(uint32_t)
PACK(uint64_t)

typedef uint32_t quad __attribute__((vector_size(16), aligned(4)));
#define QUAD(p) (*(quad *)(p))

/// Four rows of four become four columns.
CK_INLINE void transpose_quads(const uint32_t *x, int64_t step, uint32_t *y, int64_t pitch) {
  quad a = QUAD(x), b = QUAD(x + step), c = QUAD(x + 2 * step), d = QUAD(x + 3 * step);
  quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  quad cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  quad ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  quad cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  QUAD(y) = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  QUAD(y + pitch) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  QUAD(y + 2 * pitch) = __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5);
  QUAD(y + 3 * pitch) = __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7);
}

/// Packs columns of four bytes an element; what is left over of the squares goes one by one.
static void pack_columns(const uint32_t *x, int64_t s0, uint32_t *y, int64_t n0, int64_t n1) {
  int64_t c_end = n0 & ~INT64_C(3), r_end = n1 & ~INT64_C(3);
  for (int64_t c = 0; c < c_end; c += 4)
    for (int64_t r = 0; r < r_end; r += 4) transpose_quads(x + c * s0 + r, s0, y + r * n0 + c, n0);
  for (int64_t r = 0; r < n1; r++)
    for (int64_t c = r < r_end ? c_end : 0; c < n0; c++) y[r * n0 + c] = x[c * s0 + r];
}

void ck_pack(int64_t size, const void *x, int64_t s0, int64_t s1, void *y, int64_t n0,
             int64_t n1) {
  switch (size) {
    case 1: pack_uint8_t(x, s0, s1, y, n0, n1); break;
    case 2: pack_uint16_t(x, s0, s1, y, n0, n1); break;
    case 4:
      if (s1 == 1 && n1 >= 4 && n0 >= 4 && s0 != 1) pack_columns(x, s0, y, n0, n1);
      else pack_uint32_t(x, s0, s1, y, n0, n1);
      break;
    default: pack_uint64_t(x, s0, s1, y, n0, n1);
  }
}
void ck_unpack(int64_t size, const void *x, void *y, int64_t s0, int64_t s1, int64_t n0,
               int64_t n1) {
  switch (size) {
    case 1: unpack_uint8_t(x, y, s0, s1, n0, n1); break;
    case 2: unpack_uint16_t(x, y, s0, s1, n0, n1); break;
    case 4: unpack_uint32_t(x, y, s0, s1, n0, n1); break;
    default: unpack_uint64_t(x, y, s0, s1, n0, n1);
  }
}
