#define _GNU_SOURCE
#include "internal.h"
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The session of a process, from /proc: "pid (name) state parent group session".
static pid_t sessionOf(const char *process) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.20s/stat", process);
  FILE *file = fopen(path, "re");
  if (!file) return -1;
  size_t count = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[count] = 0;
  // The name may hold anything, also parentheses.
  const char *behind = strrchr(text, ')');
  int session = -1;
  if (!behind || sscanf(behind + 1, " %*c %*d %*d %d", &session) != 1) return -1;
  return session;
}

void weft_end_session(void) {
  pid_t own = getpid();
  if (getsid(0) == own) {
    DIR *folder = opendir("/proc");
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
      if (!isdigit((unsigned char)entry->d_name[0])) continue;
      pid_t process = (pid_t)atoi(entry->d_name);
      if (process != own && sessionOf(entry->d_name) == own) kill(process, SIGKILL);
    }
  }
  _exit(0);
}
