#define _GNU_SOURCE
#include "internal.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Which files cells read and write. The renderer preloads this library, so that these functions stand before
// the C library's; each does what that one does and notes the path.

static atomic_int isWatching;
static void (*watcher)(const char *path, int isWritten);

void weft_watch_files(void (*noted)(const char *path, int isWritten)) {
  watcher = noted;
  atomic_store(&isWatching, 1);
}

// Files of the system say nothing about what a chapter shows.
static int isOfInterest(const char *path) {
  const char *system[] = {"/proc/", "/sys/", "/dev/", "/etc/", "/run/", "/usr/lib", "/lib"};
  for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
    if (strncmp(path, system[i], strlen(system[i])) == 0) return 0;
  }
  struct stat status;
  return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static void note(const char *path, int flags) {
  static __thread int isNoting;
  if (!atomic_load(&isWatching) || isNoting) return;
  isNoting = 1;
  char full[PATH_MAX];
  // A file that is not there is of interest too: it may be, the next time.
  if (!realpath(path, full)) snprintf(full, sizeof full, "%s", path);
  if (isOfInterest(full)) watcher(full, (flags & O_ACCMODE) != O_RDONLY);
  isNoting = 0;
}

#define REAL(name, type) \
  static _Atomic(type) real; \
  type call = atomic_load(&real); \
  if (!call) atomic_store(&real, call = (type)dlsym(RTLD_NEXT, #name))

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list list; \
    va_start(list, flags); \
    mode = (mode_t)va_arg(list, int); \
    va_end(list); \
  }

typedef int (*opening)(const char *, int, mode_t);
typedef int (*openingAt)(int, const char *, int, mode_t);
typedef FILE *(*streaming)(const char *, const char *);

#undef open
#undef open64
#undef openat
#undef openat64
#undef fopen
#undef fopen64

int open(const char *path, int flags, ...) {
  REAL(open, opening);
  MODE(flags);
  note(path, flags);
  return call(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  REAL(open64, opening);
  MODE(flags);
  note(path, flags);
  return call(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  REAL(openat, openingAt);
  MODE(flags);
  if (folder == AT_FDCWD || path[0] == '/') note(path, flags);
  return call(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  REAL(openat64, openingAt);
  MODE(flags);
  if (folder == AT_FDCWD || path[0] == '/') note(path, flags);
  return call(folder, path, flags, mode);
}

FILE *fopen(const char *restrict path, const char *restrict mode) {
  REAL(fopen, streaming);
  note(path, mode && mode[0] == 'r' ? O_RDONLY : O_WRONLY);
  return call(path, mode);
}

FILE *fopen64(const char *restrict path, const char *restrict mode) {
  REAL(fopen64, streaming);
  note(path, mode && mode[0] == 'r' ? O_RDONLY : O_WRONLY);
  return call(path, mode);
}
