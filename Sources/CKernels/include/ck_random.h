// Counter-based random numbers.
#pragma once

#include "ck_core.h"

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - Random numbers (random.c): Philox4x32-10
//
// Element i of a draw is a function of (seed, stream, offset + i) alone: the same on every machine
// and for any number of threads. A generator keeps (seed, stream) and an offset; each draw of n
// elements advances the offset by n rounded up to a multiple of 4 (see the notes per function).

/// One Philox4x32-10 block: 4 words from a 128-bit counter and a 64-bit key.
void ck_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t output[4]);
/// 32 random bits each; element i is word (offset + i) % 4 of block (offset + i) / 4.
void ck_random_bits(uint64_t seed, uint64_t stream, uint64_t offset, uint32_t *y, int64_t n);
/// Uniform in [low, high): float32 from 24 bits, float64 from 53 (two words: element i of a
/// float64 draw uses words 2i and 2i + 1 of the sequence, so it advances the offset by 2n).
bool ck_random_uniform(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                       double low, double high, int64_t n);
/// Normal by Box-Muller in double with own logarithm, sine and cosine (no FMA), rounded to the
/// dtype. Pairs (2j, 2j + 1) share one block of 4 words: a draw advances the offset by 2n, n even.
bool ck_random_normal(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                      double mean, double standard_deviation, int64_t n);
/// y[i] = 1 with probability p (dtype any). 32 bits each.
bool ck_random_bernoulli(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                         double p, int64_t n);
/// Integers in low..<high, without bias (64 x 64 -> 128 bit multiply, rejection inside the block's
/// own sub-stream). Integer dtypes and floats. Advances the offset by 4n.
bool ck_random_integers(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                        int64_t low, int64_t high, int64_t n);
/// Exponential with the given rate; float dtypes; advances the offset by 2n.
bool ck_random_exponential(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset,
                           void *y, double rate, int64_t n);
/// A uniform permutation of 0..<n (Fisher-Yates); advances the offset by 4n.
void ck_random_permutation(uint64_t seed, uint64_t stream, uint64_t offset, int64_t *y, int64_t n);
/// Our portable double logarithm, sine and cosine of 2 pi u: equal bits on every machine.
double ck_portable_log(double x);
double ck_portable_exp(double x);
void ck_portable_sincospi2(double u, double *sine, double *cosine);

#ifdef __cplusplus
}
#endif
