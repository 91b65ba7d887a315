// Element types, memory, threads: what every other header needs.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Elements below which a loop stays on the calling thread.
#define CK_GRAIN 32768

/// Greatest number of dimensions of the strided functions.
#define CK_MAX_RANK 16

/// Element types. `bool` is one byte, 0 or 1.
typedef enum ck_dtype : int32_t {
  CK_BOOL = 0,
  CK_U8 = 1,
  CK_I32 = 2,
  CK_I64 = 3,
  CK_F16 = 4,
  CK_F32 = 5,
  CK_F64 = 6,
} ck_dtype;

// MARK: - Memory (memory.c)

/// Returns `bytes` bytes aligned to 64, or NULL when the system has no memory left.
/// Small blocks come from per-thread free lists, large ones from a bounded process-wide cache of
/// mapped blocks. Zero bytes give a valid block. Contents are undefined.
void *ck_alloc(size_t bytes);
/// The same, zero-filled.
void *ck_calloc(size_t bytes);
/// Gives a block back. `bytes` is what was asked for. Any thread may free any block.
void ck_free(void *block, size_t bytes);

/// What the allocator holds.
typedef struct ck_memory_stats_t {
  int64_t live_bytes;       ///< bytes in blocks handed out (rounded up to their size class)
  int64_t peak_bytes;       ///< greatest `live_bytes` since the last reset
  int64_t live_blocks;      ///< blocks handed out
  int64_t allocations;      ///< calls of `ck_alloc` and `ck_calloc` so far
  int64_t cached_bytes;     ///< bytes of free large blocks kept for reuse
} ck_memory_stats_t;
ck_memory_stats_t ck_memory_stats(void);
/// Sets `peak_bytes` to the present `live_bytes`.
void ck_memory_reset_peak(void);
/// Gives cached free blocks back to the system.
void ck_memory_trim(void);
/// Sets the greatest number of bytes of free large blocks kept (default: an eighth of memory).
void ck_memory_set_cache_limit(int64_t bytes);

// MARK: - Threads and machine (threads.c, isa.c)

/// Threads that a large operation uses. Default: OMP_NUM_THREADS, else the cores available.
int32_t ck_num_threads(void);
/// Sets the number of threads of our loops, oneDNN and OpenBLAS alike (at least 1).
void ck_set_num_threads(int32_t count);
/// Flushes subnormals to zero on the calling thread. Every kernel entry that may run in parallel
/// does so for the pool's threads; call it at the start of a thread that only does tiny work.
void ck_thread_begin(void);
/// Turns flush-to-zero on (default) or off, for the calling thread and threads entered later.
void ck_set_flush_denormal(bool on);
/// Runs `body(context, begin, end)` over 0..<count in blocks of at least `grain` on the pool.
void ck_parallel_for(int64_t count, int64_t grain, void *context,
                     void (*body)(void *context, int64_t begin, int64_t end));
/// "avx512", "avx2" or "baseline": the variant of the kernels in use. The environment variable
/// `WEFT_ISA` with one of these names lowers the choice (read once).
const char *ck_isa(void);

#ifdef __cplusplus
}
#endif
