// Convolutions between few channels in plain layout, by our own kernels (variants/planes.h).
#include <stdatomic.h>
#include <string.h>

#include "blocked.h"

// MARK: - Where they are the better choice

static bool is_dense(const ck_conv_t *c) {
  return c->groups == 1 && c->stride_h == 1 && c->stride_w == 1 && c->dilation_h == 1 &&
         c->dilation_w == 1 && c->kernel_h * c->kernel_w > 1;
}
/// Whether lanes of columns are better filled than oneDNN's blocks of channels.
static bool fills_columns(int64_t channels, int64_t width) {
  return channels < 16 && width * 16 > channels * ck_ceil_div(width, 16) * 16;
}

bool ck_planes_suit_forward(const ck_conv_t *c) {
  return is_dense(c) && fills_columns(c->out_channels, ck_conv_out_width(c));
}
bool ck_planes_suit_data(const ck_conv_t *c) {
  return is_dense(c) && fills_columns(c->channels, c->width) && c->pad_top < c->kernel_h &&
         c->pad_bottom < c->kernel_h && c->pad_right < c->kernel_w &&
         c->pad_left < c->kernel_w;
}
bool ck_planes_suit_weights(const ck_conv_t *c) {
  return is_dense(c) && c->channels <= 3 && fills_columns(c->out_channels, ck_conv_out_width(c));
}

// MARK: - Forward, and backward in the data as a forward pass with the window turned round

typedef struct forward_job {
  ck_planes planes;
  int64_t width, pad_left, outputs, block;
  size_t scratch_bytes;
  const float *x, *w, *bias;
  float *y;
  atomic_bool failed;
} forward_job;

/// Copies an image between the zeros of a padded one.
static void copy_padded(const ck_planes *p, int64_t width, int64_t pad_left, const float *x,
                        float *padded) {
  for (int64_t c = 0; c < p->channels; c++)
    for (int64_t row = 0; row < p->height; row++)
      memcpy(padded + c * p->x_plane + (row + p->pad_top) * p->x_pitch + pad_left,
             x + (c * p->height + row) * width, (size_t)width * sizeof(float));
}

static void run_forward(void *context, int64_t begin, int64_t end) {
  forward_job *job = context;
  const ck_planes *p = &job->planes;
  float *padded = ck_alloc(job->scratch_bytes);
  if (!padded) {
    job->failed = true;
    return;
  }
  memset(padded, 0, job->scratch_bytes);
  int64_t taps = p->channels * p->kernel_h * p->kernel_w;
  for (int64_t n = begin; n < end; n++) {
    copy_padded(p, job->width, job->pad_left, job->x + n * p->channels * p->height * job->width,
                padded);
    for (int64_t o = 0; o < job->outputs; o += job->block) {
      int64_t count = ck_min_i64(job->block, job->outputs - o);
      ck_active()->plane_rows[count - 1](
          p, padded, job->w + o * taps, job->bias ? job->bias + o : NULL,
          job->y + (n * job->outputs + o) * p->out_height * p->out_width);
    }
  }
  ck_free(padded, job->scratch_bytes);
}

/// Pitch and plane of padded images, with room for reading whole tiles.
static void set_padding(ck_planes *p, int64_t channels, int64_t height) {
  int64_t tile = 2 * ck_active()->plane_lanes;
  p->channels = channels, p->height = height;
  p->x_pitch = ck_ceil_div(p->out_width, tile) * tile + p->kernel_w;
  p->x_plane = p->x_pitch * (ck_max_i64(p->pad_top + height, p->out_height + p->kernel_h) + 1);
}

/// The sizes with x as the source.
static ck_planes planes_of(const ck_conv_t *c) {
  ck_planes planes = {.pad_top = c->pad_top, .kernel_h = c->kernel_h, .kernel_w = c->kernel_w,
                      .out_height = ck_conv_out_height(c), .out_width = ck_conv_out_width(c)};
  set_padding(&planes, c->channels, c->height);
  return planes;
}

static dnnl_status_t forward(forward_job *job, int64_t batch, const float *w,
                             int64_t (*place)(const forward_job *, int64_t o, int64_t c,
                                              int64_t ky, int64_t kx)) {
  ck_planes *p = &job->planes;
  int64_t blocks = ck_ceil_div(job->outputs, CK_PLANE_OUTPUTS);
  job->block = ck_ceil_div(job->outputs, blocks);
  job->scratch_bytes = (size_t)(p->channels * p->x_plane) * sizeof(float);
  size_t w_bytes =
      (size_t)(job->outputs * p->channels * p->kernel_h * p->kernel_w) * sizeof(float);
  float *packed = ck_alloc(w_bytes), *next = packed;
  if (!packed) return dnnl_out_of_memory;
  for (int64_t first = 0; first < job->outputs; first += job->block)
    for (int64_t c = 0; c < p->channels; c++)
      for (int64_t ky = 0; ky < p->kernel_h; ky++)
        for (int64_t kx = 0; kx < p->kernel_w; kx++)
          for (int64_t o = first; o < ck_min_i64(first + job->block, job->outputs); o++)
            *next++ = w[place(job, o, c, ky, kx)];
  job->w = packed;
  int64_t work = job->outputs * p->channels * p->kernel_h * p->kernel_w * p->out_height *
                 p->out_width / 8;
  ck_parallel_for(batch, CK_GRAIN / (work + 1) + 1, job, run_forward);
  ck_free(packed, w_bytes);
  return job->failed ? dnnl_out_of_memory : dnnl_success;
}

static int64_t place_of_forward(const forward_job *job, int64_t o, int64_t c, int64_t ky,
                                int64_t kx) {
  const ck_planes *p = &job->planes;
  return ((o * p->channels + c) * p->kernel_h + ky) * p->kernel_w + kx;
}
static int64_t place_of_data(const forward_job *job, int64_t o, int64_t c, int64_t ky,
                             int64_t kx) {
  const ck_planes *p = &job->planes;
  return ((c * job->outputs + o) * p->kernel_h + p->kernel_h - 1 - ky) * p->kernel_w +
         p->kernel_w - 1 - kx;
}

dnnl_status_t ck_planes_forward(const ck_conv_t *c, const float *x, const float *w,
                                const float *bias, float *y) {
  forward_job job = {.width = c->width, .pad_left = c->pad_left, .outputs = c->out_channels,
                     .x = x, .bias = bias, .y = y};
  job.planes = planes_of(c);
  return forward(&job, c->batch, w, place_of_forward);
}

dnnl_status_t ck_planes_data(const ck_conv_t *c, const float *gy, const float *w, float *gx) {
  forward_job job = {.width = ck_conv_out_width(c), .pad_left = c->kernel_w - 1 - c->pad_left,
                     .outputs = c->channels, .x = gy, .y = gx};
  job.planes = (ck_planes){.pad_top = c->kernel_h - 1 - c->pad_top, .kernel_h = c->kernel_h,
                           .kernel_w = c->kernel_w, .out_height = c->height,
                           .out_width = c->width};
  set_padding(&job.planes, c->out_channels, ck_conv_out_height(c));
  return forward(&job, c->batch, w, place_of_data);
}

// MARK: - Backward in the weights

/// Sums are made over so many parts of a batch, whatever the number of threads, so that they do
/// not depend on it.
enum { PARTS = 8 };

typedef struct weights_job {
  ck_planes planes;
  const ck_conv_t *conv;
  const float *x, *gy;
  float *sums;  // [PARTS][outputs][channels][rows][columns][lanes]
  double *biases;  // [PARTS][outputs]
  int64_t part_size;
  atomic_bool failed;
} weights_job;

static void add_products(const weights_job *job, const float *padded, const float *g,
                         float *sums) {
  const ck_planes *p = &job->planes;
  const ck_kernels *k = ck_active();
  int64_t taps = p->channels * p->kernel_h * p->kernel_w, lanes = k->plane_lanes;
  int64_t width = ck_ceil_div(p->kernel_w, ck_ceil_div(p->kernel_w, CK_PLANE_TAPS));
  for (int64_t c = 0; c < p->channels; c++)
    for (int64_t ky = 0; ky < p->kernel_h; ky++)
      for (int64_t kx = 0; kx < p->kernel_w; kx += width)
        for (int64_t o = 0; o < job->conv->out_channels; o += 2) {
          int64_t outputs = ck_min_i64(2, job->conv->out_channels - o);
          int64_t columns = ck_min_i64(width, p->kernel_w - kx);
          int64_t tap = (c * p->kernel_h + ky) * p->kernel_w + kx;
          k->plane_products[outputs - 1][columns - 1](
              p, padded + c * p->x_plane + ky * p->x_pitch + kx, g + o * p->g_plane,
              sums + (o * taps + tap) * lanes, taps);
        }
}

static void run_weights(void *context, int64_t begin, int64_t end) {
  weights_job *job = context;
  const ck_planes *p = &job->planes;
  const ck_conv_t *conv = job->conv;
  int64_t outputs = conv->out_channels, area = p->out_height * p->out_width;
  int64_t lanes = ck_active()->plane_lanes;
  size_t x_bytes = (size_t)(p->channels * p->x_plane) * sizeof(float);
  size_t g_bytes = (size_t)(outputs * p->g_plane) * sizeof(float);
  float *padded = ck_alloc(x_bytes), *g = ck_alloc(g_bytes);
  if (padded && g) {
    memset(padded, 0, x_bytes);
    memset(g, 0, g_bytes);
    for (int64_t part = begin; part < end; part++) {
      int64_t last = ck_min_i64((part + 1) * job->part_size, conv->batch);
      float *sums = job->sums +
                    part * outputs * p->channels * p->kernel_h * p->kernel_w * lanes;
      for (int64_t n = part * job->part_size; n < last; n++) {
        copy_padded(p, conv->width, conv->pad_left,
                    job->x + n * p->channels * p->height * conv->width, padded);
        const float *gy = job->gy + n * outputs * area;
        for (int64_t o = 0; o < outputs; o++) {
          double total;
          ck_active()->sum[0](gy + o * area, area, &total);
          job->biases[part * outputs + o] += total;
          for (int64_t row = 0; row < p->out_height; row++)
            memcpy(g + o * p->g_plane + row * p->g_pitch, gy + o * area + row * p->out_width,
                   (size_t)p->out_width * sizeof(float));
        }
        add_products(job, padded, g, sums);
      }
    }
  } else {
    job->failed = true;
  }
  ck_free(padded, x_bytes);
  ck_free(g, g_bytes);
}

dnnl_status_t ck_planes_weights(const ck_conv_t *c, const float *x, const float *gy, float *gw,
                                float *gbias) {
  int64_t lanes = ck_active()->plane_lanes;
  int64_t count = c->out_channels * c->channels * c->kernel_h * c->kernel_w;
  weights_job job = {.conv = c, .x = x, .gy = gy, .part_size = ck_ceil_div(c->batch, PARTS)};
  job.planes = planes_of(c);
  job.planes.g_pitch = ck_ceil_div(job.planes.out_width, lanes) * lanes;
  job.planes.g_plane = job.planes.g_pitch * job.planes.out_height;
  size_t sum_bytes = (size_t)(PARTS * count * lanes) * sizeof(float);
  size_t bias_bytes = (size_t)(PARTS * c->out_channels) * sizeof(double);
  job.sums = ck_alloc(sum_bytes), job.biases = ck_alloc(bias_bytes);
  if (job.sums && job.biases) {
    memset(job.sums, 0, sum_bytes);
    memset(job.biases, 0, bias_bytes);
    ck_parallel_for(PARTS, 1, &job, run_weights);
  } else {
    job.failed = true;
  }
  for (int64_t i = 0; i < count && !job.failed; i++) {
    double total = 0;
    for (int64_t part = 0; part < PARTS; part++)
      for (int64_t lane = 0; lane < lanes; lane++)
        total += (double)job.sums[(part * count + i) * lanes + lane];
    gw[i] = (float)total;
  }
  for (int64_t o = 0; gbias && o < c->out_channels && !job.failed; o++) {
    double total = 0;
    for (int64_t part = 0; part < PARTS; part++) total += job.biases[part * c->out_channels + o];
    gbias[o] = (float)total;
  }
  ck_free(job.sums, sum_bytes);
  ck_free(job.biases, bias_bytes);
  return job.failed ? dnnl_out_of_memory : dnnl_success;
}
