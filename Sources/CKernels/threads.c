// One pool for all: libgomp's, which oneDNN (and the OpenMP build of OpenBLAS) uses as well.
//
// Clang would emit calls to LLVM's own OpenMP run-time for `#pragma omp`, a second pool beside
// oneDNN's. GOMP_parallel is libgomp's stable entry point, so it is called directly.
// libgomp keeps a pool per calling thread and ends it with that thread.
#include "internal.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

extern void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);
extern int omp_in_parallel(void);
extern void omp_set_num_threads(int);
extern int omp_get_max_threads(void);

extern int openblas_get_parallel(void);
extern void openblas_set_num_threads(int);

#define FLUSH_BITS 0x8040u  // FTZ | DAZ of MXCSR

static atomic_int requested_threads;
static atomic_bool flush = true;
static pthread_once_t start_once = PTHREAD_ONCE_INIT;
static _Thread_local int threads_told;  // what this thread's libgomp was last told

static void start(void) {
  int count = omp_get_max_threads();  // honours OMP_NUM_THREADS and the affinity mask
  if (count < 1) count = 1;
  int none = 0;
  atomic_compare_exchange_strong(&requested_threads, &none, count);
  // A pthread build of OpenBLAS would be a second pool: keep it on the calling thread.
  // matmul.c splits large products over our pool instead.
  if (openblas_get_parallel() == 1) openblas_set_num_threads(1);
}

int32_t ck_num_threads(void) {
  int count = atomic_load_explicit(&requested_threads, memory_order_relaxed);
  if (count) return count;
  pthread_once(&start_once, start);
  return atomic_load_explicit(&requested_threads, memory_order_relaxed);
}

void ck_set_num_threads(int32_t count) {
  pthread_once(&start_once, start);
  if (count < 1) count = 1;
  atomic_store(&requested_threads, count);
  omp_set_num_threads(count);
  threads_told = count;
  if (openblas_get_parallel() == 2) openblas_set_num_threads(count);
}

void ck_enter_thread(void) {
#if defined(__x86_64__)
  unsigned state = _mm_getcsr();
  bool wanted = atomic_load_explicit(&flush, memory_order_relaxed);
  if (wanted != ((state & FLUSH_BITS) == FLUSH_BITS))
    _mm_setcsr(wanted ? state | FLUSH_BITS : state & ~FLUSH_BITS);
#endif
}

static void enter_worker(void *unused) {
  (void)unused;
  ck_enter_thread();
}

void ck_thread_begin(void) {
  ck_enter_thread();
  int count = ck_num_threads();
  if (threads_told == count) return;
  threads_told = count;
  // omp_set_num_threads holds for the calling thread alone, and oneDNN asks it.
  omp_set_num_threads(count);
  if (count > 1 && !omp_in_parallel()) GOMP_parallel(enter_worker, NULL, (unsigned)count, 0);
}

void ck_set_flush_denormal(bool on) {
  atomic_store(&flush, on);
  ck_enter_thread();
  int count = ck_num_threads();
  if (count > 1 && !omp_in_parallel()) GOMP_parallel(enter_worker, NULL, (unsigned)count, 0);
}

bool ck_in_parallel(void) { return omp_in_parallel(); }

typedef struct job {
  void (*body)(void *, int64_t, int64_t);
  void *context;
  int64_t count, unit;
} job;

static void run_share(void *data) {
  const job *work = data;
  ck_enter_thread();
  int64_t threads = omp_get_num_threads(), index = omp_get_thread_num();
  int64_t share = ck_ceil_div(ck_ceil_div(work->count, threads), work->unit) * work->unit;
  int64_t begin = ck_min_i64(index * share, work->count);
  int64_t end = ck_min_i64(begin + share, work->count);
  if (begin < end) work->body(work->context, begin, end);
}

void ck_parallel_units(int64_t count, int64_t grain, int64_t unit, void *context,
                       void (*body)(void *, int64_t, int64_t)) {
  if (count <= 0) return;
  int64_t threads = 1;
  if (count > grain) {
    threads = ck_min_i64(ck_num_threads(), ck_ceil_div(count, grain > 0 ? grain : 1));
    if (threads > 1 && omp_in_parallel()) threads = 1;
  }
  if (threads <= 1) {
    ck_enter_thread();
    body(context, 0, count);
    return;
  }
  ck_thread_begin();
  job work = {body, context, count, unit};
  GOMP_parallel(run_share, &work, (unsigned)threads, 0);
}

void ck_parallel_for(int64_t count, int64_t grain, void *context,
                     void (*body)(void *, int64_t, int64_t)) {
  ck_parallel_units(count, grain, 1, context, body);
}
