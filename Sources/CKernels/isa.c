// Chooses the kernels of this machine once.
#include "internal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const ck_kernels *active;
static pthread_once_t choose_once = PTHREAD_ONCE_INIT;

static void choose(void) {
  const char *limit = getenv("WEFT_ISA");
  int level = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
              __builtin_cpu_supports("f16c") && __builtin_cpu_supports("bmi2");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                __builtin_cpu_supports("avx512vl");
  level = avx512 ? 2 : avx2 ? 1 : 0;
#endif
  if (limit && !strcmp(limit, "baseline")) level = 0;
  if (limit && !strcmp(limit, "avx2") && level > 1) level = 1;
#if defined(__x86_64__)
  active = level == 2 ? &ck_kernels_avx512 : level == 1 ? &ck_kernels_avx2 : &ck_kernels_baseline;
#else
  (void)level;
  active = &ck_kernels_baseline;
#endif
}

const ck_kernels *ck_active(void) {
  const ck_kernels *chosen = __atomic_load_n(&active, __ATOMIC_ACQUIRE);
  if (chosen) return chosen;
  pthread_once(&choose_once, choose);
  return active;
}

const char *ck_isa(void) { return ck_active()->name; }
