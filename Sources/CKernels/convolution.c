// Convolution in plain layout: oneDNN for float32, im2col and matrix products for float64.
#include <string.h>

#include "blocked.h"

int64_t ck_conv_out_height(const ck_conv_t *c) {
  return (c->height + c->pad_top + c->pad_bottom - c->dilation_h * (c->kernel_h - 1) - 1) /
             c->stride_h + 1;
}
int64_t ck_conv_out_width(const ck_conv_t *c) {
  return (c->width + c->pad_left + c->pad_right - c->dilation_w * (c->kernel_w - 1) - 1) /
             c->stride_w + 1;
}

// MARK: - Columns

#define COLUMNS(T, statement)                                                               \
  for (int64_t c = 0; c < conv->channels; c++)                                              \
    for (int64_t ky = 0; ky < conv->kernel_h; ky++)                                         \
      for (int64_t kx = 0; kx < conv->kernel_w; kx++) {                                     \
        int64_t row = ((c * conv->kernel_h + ky) * conv->kernel_w + kx) * out_h * out_w;    \
        for (int64_t oy = 0; oy < out_h; oy++) {                                            \
          int64_t y = oy * conv->stride_h + ky * conv->dilation_h - conv->pad_top;          \
          for (int64_t ox = 0; ox < out_w; ox++) {                                          \
            int64_t x = ox * conv->stride_w + kx * conv->dilation_w - conv->pad_left;       \
            bool inside = y >= 0 && y < conv->height && x >= 0 && x < conv->width;          \
            int64_t at = row + oy * out_w + ox;                                             \
            int64_t from = (c * conv->height + y) * conv->width + x;                        \
            statement;                                                                      \
          }                                                                                 \
        }                                                                                   \
      }

bool ck_im2col(ck_dtype dtype, const ck_conv_t *conv, const void *image, void *columns) {
  int64_t out_h = ck_conv_out_height(conv), out_w = ck_conv_out_width(conv);
  if (dtype == CK_F64) {
    COLUMNS(double, ((double *)columns)[at] = inside ? ((const double *)image)[from] : 0)
  } else if (dtype == CK_F32) {
    COLUMNS(float, ((float *)columns)[at] = inside ? ((const float *)image)[from] : 0)
  }
  return ck_is_float(dtype);
}

bool ck_col2im(ck_dtype dtype, const ck_conv_t *conv, const void *columns, void *image) {
  int64_t out_h = ck_conv_out_height(conv), out_w = ck_conv_out_width(conv);
  if (dtype == CK_F64) {
    COLUMNS(double, if (inside) ((double *)image)[from] += ((const double *)columns)[at])
  } else if (dtype == CK_F32) {
    COLUMNS(float, if (inside) ((float *)image)[from] += ((const float *)columns)[at])
  }
  return ck_is_float(dtype);
}

// MARK: - Float64

enum pass { FORWARD, DATA, WEIGHTS };

/// One of the three products for every image and group.
static int32_t by_columns(enum pass pass, const ck_conv_t *conv, const double *x, const double *w,
                          const double *gy, double *result) {
  int64_t area = ck_conv_out_height(conv) * ck_conv_out_width(conv);
  int64_t group_in = conv->channels / conv->groups, group_out = conv->out_channels / conv->groups;
  int64_t depth = group_in * conv->kernel_h * conv->kernel_w;
  int64_t image = conv->channels * conv->height * conv->width, out = conv->out_channels * area;
  size_t bytes = (size_t)(depth * conv->groups * area) * sizeof(double);
  double *columns = ck_alloc(bytes);
  if (!columns) return dnnl_out_of_memory;
  if (pass == DATA) memset(result, 0, sizeof(double) * (size_t)(conv->batch * image));
  for (int64_t b = 0; b < conv->batch; b++) {
    if (pass != DATA) ck_im2col(CK_F64, conv, x + b * image, columns);
    for (int64_t g = 0; g < conv->groups; g++) {
      double *part = columns + g * depth * area;
      int64_t at = b * out + g * group_out * area;
      const double *weights = w + g * group_out * depth;
      if (pass == FORWARD)
        ck_gemm(CK_F64, false, false, group_out, area, depth, 1, weights, depth, part, area, 0,
                result + at, area);
      else if (pass == DATA)
        ck_gemm(CK_F64, true, false, depth, area, group_out, 1, weights, depth, gy + at, area, 0,
                part, area);
      else
        ck_gemm(CK_F64, false, true, group_out, depth, area, 1, gy + at, area, part, area,
                b == 0 ? 0 : 1, result + g * group_out * depth, depth);
    }
    if (pass == DATA) ck_col2im(CK_F64, conv, columns, result + b * image);
  }
  ck_free(columns, bytes);
  return dnnl_success;
}

// MARK: - Entry points

static bool is_empty(const ck_conv_t *c) {
  return c->batch == 0 || c->channels == 0 || c->out_channels == 0;
}

int32_t ck_conv_forward(ck_dtype dtype, const ck_conv_t *conv, const void *x, const void *w,
                        const void *bias, void *y) {
  if (is_empty(conv)) return dnnl_success;
  int64_t area = ck_conv_out_height(conv) * ck_conv_out_width(conv);
  if (dtype == CK_F32) {
    ck_view view = {.data = x};
    CK_TRY(ck_plain_layout(&view.layout, &conv->batch));
    return ck_conv_forward_view(conv, &view, w, bias, CK_ACTIVATION_NONE, y, NULL);
  }
  if (dtype != CK_F64) return dnnl_unimplemented;
  CK_TRY((dnnl_status_t)by_columns(FORWARD, conv, x, w, NULL, y));
  if (bias)
    for (int64_t plane = 0; plane < conv->batch * conv->out_channels; plane++)
      ck_affine(CK_F64, (double *)y + plane * area, 1,
                ((const double *)bias)[plane % conv->out_channels], (double *)y + plane * area,
                area);
  return dnnl_success;
}

static dnnl_status_t output_view(const ck_conv_t *conv, const void *gy, ck_view *view) {
  const int64_t shape[4] = {conv->batch, conv->out_channels, ck_conv_out_height(conv),
                            ck_conv_out_width(conv)};
  view->data = gy;
  return ck_plain_layout(&view->layout, shape);
}

int32_t ck_conv_backward_data(ck_dtype dtype, const ck_conv_t *conv, const void *gy, const void *w,
                              void *gx) {
  if (is_empty(conv)) return dnnl_success;
  if (dtype == CK_F64) return by_columns(DATA, conv, NULL, w, gy, gx);
  if (dtype != CK_F32) return dnnl_unimplemented;
  ck_view view;
  CK_TRY(output_view(conv, gy, &view));
  return ck_conv_data_view(conv, &view, w, gx, NULL);
}

int32_t ck_conv_backward_weights(ck_dtype dtype, const ck_conv_t *conv, const void *x,
                                 const void *gy, void *gw, void *gbias) {
  int64_t area = ck_conv_out_height(conv) * ck_conv_out_width(conv);
  if (is_empty(conv)) {
    int64_t weights = conv->out_channels * conv->channels / conv->groups * conv->kernel_h *
                      conv->kernel_w;
    ck_fill(dtype, gw, 0, weights);
    if (gbias) ck_fill(dtype, gbias, 0, conv->out_channels);
    return dnnl_success;
  }
  if (dtype == CK_F32) {
    ck_view x_view = {.data = x}, g_view;
    CK_TRY(ck_plain_layout(&x_view.layout, &conv->batch));
    CK_TRY(output_view(conv, gy, &g_view));
    return ck_conv_weights_view(conv, &x_view, &g_view, gw, gbias);
  }
  if (dtype != CK_F64) return dnnl_unimplemented;
  CK_TRY((dnnl_status_t)by_columns(WEIGHTS, conv, x, NULL, gy, gw));
  const int64_t shape[] = {conv->batch, conv->out_channels, area};
  const int64_t strides[] = {conv->out_channels * area, area, 1};
  if (gbias && !ck_reduce_nd(CK_SUM, CK_F64, 3, shape, gy, strides, 0b101, gbias))
    return dnnl_out_of_memory;
  return dnnl_success;
}
