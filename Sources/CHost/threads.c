#define _GNU_SOURCE
#include "internal.h"
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { ALTERNATE_STACK = 256 << 10, GUARD = 1 << 20, MAX_RANGES = 4096 };

static int eventPipe = -1;
static int interruptSignal;

static __thread int32_t currentRun;
static __thread volatile int busy;
static __thread volatile int parkWhenLeaving;
static __thread uint64_t stackLow, stackHigh;
static __thread uint64_t throwFrames[WEFT_FRAMES];
static __thread int32_t throwCount;

static struct { uint64_t low, high; int isCell; } ranges[MAX_RANGES];
static atomic_int rangeCount;
static atomic_int forced;

// The thread of the newest run. A run is told to park while it is the newest one.
static pthread_t newestThread;
static atomic_int newestRun;

int32_t weft_thread_run(void) { return currentRun; }

void weft_park(void) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, NULL);
  for (;;) pause();
}

static void report(weft_stop *stop) {
  const char *bytes = (const char *)stop;
  while (write(eventPipe, bytes, sizeof *stop) < 0 && errno == EINTR) {}
}

static void parkOnRequest(void) {
  weft_stop stop;
  memset(&stop, 0, sizeof stop);
  stop.run = currentRun;
  stop.frameCount = weft_backtrace(stop.frames, WEFT_FRAMES);
  report(&stop);
  weft_park();
}

void weft_enter(void) { busy++; }

void weft_leave(void) {
  if (--busy == 0 && parkWhenLeaving) parkOnRequest();
}

// MARK: - Where a thread is

#if defined(__x86_64__)
static uint64_t counter(const ucontext_t *context) {
  return (uint64_t)context->uc_mcontext.gregs[REG_RIP];
}
static uint64_t framePointer(const ucontext_t *context) {
  return (uint64_t)context->uc_mcontext.gregs[REG_RBP];
}
static uint64_t stackPointer(const ucontext_t *context) {
  return (uint64_t)context->uc_mcontext.gregs[REG_RSP];
}
// A call that was interrupted while it waited either returns EINTR or is about to be made again.
static int isWaiting(const ucontext_t *context) {
  const unsigned char *code = (const unsigned char *)counter(context);
  if (code[0] == 0x0f && code[1] == 0x05) return 1;
  return code[-2] == 0x0f && code[-1] == 0x05
    && context->uc_mcontext.gregs[REG_RAX] == -EINTR;
}
#elif defined(__aarch64__)
static uint64_t counter(const ucontext_t *context) { return context->uc_mcontext.pc; }
static uint64_t framePointer(const ucontext_t *context) { return context->uc_mcontext.regs[29]; }
static uint64_t stackPointer(const ucontext_t *context) { return context->uc_mcontext.sp; }
static int isWaiting(const ucontext_t *context) {
  uint32_t here, before;
  memcpy(&here, (const void *)counter(context), 4);
  memcpy(&before, (const void *)(counter(context) - 4), 4);
  return here == 0xd4000001
    || (before == 0xd4000001 && (int64_t)context->uc_mcontext.regs[0] == -EINTR);
}
#else
#error "The cell host knows x86-64 and AArch64."
#endif

static int addRange(struct dl_phdr_info *info, size_t size, void *argument) {
  (void)size;
  uint64_t address = (uint64_t)argument;
  // Where a numeric library waits it may hold the lock of its thread pool.
  int isNumeric = !address && (strstr(info->dlpi_name, "openblas")
    || strstr(info->dlpi_name, "dnnl") || strstr(info->dlpi_name, "gomp"));
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &info->dlpi_phdr[i];
    if (header->p_type != PT_LOAD || !(header->p_flags & PF_X)) continue;
    uint64_t low = info->dlpi_addr + header->p_vaddr, high = low + header->p_memsz;
    if (!isNumeric && (address < low || address >= high)) continue;
    int index = atomic_load(&rangeCount);
    if (index >= MAX_RANGES) return 1;
    ranges[index].low = low;
    ranges[index].high = high;
    ranges[index].isCell = !isNumeric;
    atomic_store(&rangeCount, index + 1);
    if (!isNumeric) return 1;
  }
  return 0;
}

void weft_add_cell_library(const void *address) { dl_iterate_phdr(addRange, (void *)address); }

static int isIn(uint64_t pc, int cell) {
  int count = atomic_load(&rangeCount);
  for (int i = 0; i < count; i++) {
    if (ranges[i].isCell == cell && pc >= ranges[i].low && pc < ranges[i].high) return 1;
  }
  return 0;
}

struct collection {
  weft_stop *stop;
  uint64_t start;
  int started;
};

static _Unwind_Reason_Code collect(struct _Unwind_Context *context, void *argument) {
  struct collection *collection = argument;
  int before = 0;
  uint64_t pc = _Unwind_GetIPInfo(context, &before);
  if (!collection->started) {
    if (pc != collection->start) return _URC_NO_REASON;
    collection->started = 1;
  }
  weft_stop *stop = collection->stop;
  // A return address is one past the call; the place that faulted is exact.
  stop->frames[stop->frameCount++] = before ? pc : pc - 1;
  return stop->frameCount < WEFT_FRAMES ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void trace(weft_stop *stop, const ucontext_t *context) {
  struct collection collection = {stop, counter(context), 0};
  _Unwind_Backtrace(collect, &collection);
  if (stop->frameCount > 1) return;
  // In the first instructions of a function, where stacks overflow, the tables may not help.
  stop->frames[0] = counter(context);
  stop->frameCount = 1;
  // Between a call and the first instructions of the function the return address is on top.
  uint64_t top = stackPointer(context);
  if (top >= stackLow && top + 8 <= stackHigh && isIn(*(const uint64_t *)top, 1)) {
    stop->frames[stop->frameCount++] = *(const uint64_t *)top - 1;
  }
  uint64_t frame = framePointer(context);
  while (stop->frameCount < WEFT_FRAMES) {
    if (frame < stackLow || frame + 16 > stackHigh || (frame & 7)) return;
    const uint64_t *pair = (const uint64_t *)frame;
    if (pair[1] < 4096 || pair[0] <= frame) return;
    stop->frames[stop->frameCount++] = pair[1] - 1;
    frame = pair[0];
  }
}

// MARK: - Handlers

static void handleFault(int signal, siginfo_t *info, void *raw) {
  weft_outbox_abandon();
  weft_stop stop;
  memset(&stop, 0, sizeof stop);
  stop.run = currentRun;
  stop.signal = signal;
  stop.code = info->si_code;
  stop.address = (uint64_t)info->si_addr;
  stop.stackOverflow = (signal == SIGSEGV || signal == SIGBUS) && stackLow != 0
    && stop.address + GUARD >= stackLow && stop.address < stackLow + GUARD + 4096;
  trace(&stop, raw);
  report(&stop);
  weft_park();
}

static void handleInterrupt(int signal, siginfo_t *info, void *raw) {
  (void)signal;
  (void)info;
  if (currentRun == 0 || currentRun != atomic_load(&newestRun)) return;
  int saved = errno;
  if (busy) {
    parkWhenLeaving = 1;
    return;
  }
  weft_stop stop;
  memset(&stop, 0, sizeof stop);
  stop.run = currentRun;
  int safe = atomic_load(&forced) || isIn(counter(raw), 1);
  if (!safe && isWaiting(raw)) {
    trace(&stop, raw);
    safe = 1;
    for (int i = 0; i < stop.frameCount; i++) {
      if (isIn(stop.frames[i], 0)) safe = 0;
    }
  }
  if (!safe) {
    errno = saved;
    return;
  }
  if (stop.frameCount == 0) trace(&stop, raw);
  report(&stop);
  weft_park();
}

void weft_signals_install(int pipe) {
  eventPipe = pipe;
  interruptSignal = SIGRTMIN + 7;
  dl_iterate_phdr(addRange, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  action.sa_sigaction = handleFault;
  sigemptyset(&action.sa_mask);
  const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGFPE, SIGBUS, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
  action.sa_sigaction = handleInterrupt;
  action.sa_flags |= SA_RESTART;
  sigaction(interruptSignal, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
}

// MARK: - Threads

struct start {
  int32_t run;
  void (*body)(void *);
  void *context;
};

static void *threadMain(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  currentRun = start.run;

  stack_t alternate;
  memset(&alternate, 0, sizeof alternate);
  alternate.ss_size = ALTERNATE_STACK;
  alternate.ss_sp = mmap(
    NULL, ALTERNATE_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (alternate.ss_sp != MAP_FAILED) sigaltstack(&alternate, NULL);

  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    void *low;
    size_t size;
    pthread_attr_getstack(&attributes, &low, &size);
    stackLow = (uint64_t)low;
    stackHigh = stackLow + size;
    pthread_attr_destroy(&attributes);
  }
  newestThread = pthread_self();
  atomic_store(&newestRun, start.run);
  start.body(start.context);
  atomic_compare_exchange_strong(&newestRun, &start.run, 0);
  return NULL;
}

int weft_thread_start(int32_t run, size_t stackSize, void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  *start = (struct start){run, body, context};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stackSize);
  pthread_attr_setguardsize(&attributes, GUARD);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, threadMain, start);
  pthread_attr_destroy(&attributes);
  if (error) free(start);
  return error;
}

void weft_thread_interrupt(int32_t run, int force) {
  if (run == 0 || atomic_load(&newestRun) != run) return;
  atomic_store(&forced, force);
  pthread_kill(newestThread, interruptSignal);
}

// MARK: - Backtraces

__attribute__((noinline)) int32_t weft_backtrace(uint64_t *frames, int32_t limit) {
  uint64_t *frame = __builtin_frame_address(0);
  uint64_t low = (uint64_t)frame, high = stackHigh ? stackHigh : low + (64 << 10);
  int32_t count = 0;
  while (count < limit) {
    if ((uint64_t)frame < low || (uint64_t)frame + 16 > high || ((uint64_t)frame & 7)) break;
    uint64_t pc = frame[1];
    if (pc < 4096) break;
    frames[count++] = pc - 1;
    low = (uint64_t)frame + 16;
    frame = (uint64_t *)frame[0];
  }
  return count;
}

static void rememberThrow(void *error) {
  (void)error;
  if (stackHigh) throwCount = weft_backtrace(throwFrames, WEFT_FRAMES);
}

void weft_watch_throws(void) {
  // The runtime calls what this variable holds for every error thrown, in any library.
  _Atomic(void (*)(void *)) *hook = dlsym(RTLD_DEFAULT, "_swift_willThrow");
  if (hook) atomic_store(hook, rememberThrow);
}

int32_t weft_last_throw(uint64_t *frames, int32_t limit) {
  int32_t count = throwCount < limit ? throwCount : limit;
  memcpy(frames, throwFrames, (size_t)count * sizeof *frames);
  return count;
}

int weft_library_at(uint64_t address, const char **path, uint64_t *base, const char **symbol) {
  Dl_info info;
  if (!dladdr((void *)address, &info) || !info.dli_fname) return 0;
  *path = info.dli_fname;
  *base = (uint64_t)info.dli_fbase;
  *symbol = info.dli_sname;
  return 1;
}
