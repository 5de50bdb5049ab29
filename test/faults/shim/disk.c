/*
 * A disk that misbehaves on demand, between a program and the real one (LD_PRELOAD). It counts what is written and
 * flushed in the files that it watches, makes the n-th call fail, lengthens every flush, and keeps a journal from which
 * the disk as it was at any moment of a power failure can be put together again. shim.ts compiles it and speaks to it.
 *
 * ONESTOP_DISK_FILES    what is watched: every file whose path begins so (a folder, or a database with its -wal)
 * ONESTOP_DISK_CONTROL  a file of 16 numbers of 64 bits, shared by everybody who maps or reads it (see `control`)
 * ONESTOP_DISK_JOURNAL  optional: every write, truncation and flush of a watched file, in order
 *
 * C99 without atomics and constructors, so that tcc compiles it as well as gcc.
 */
#define _GNU_SOURCE
#define _LARGEFILE64_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/* The names and places are those of shim.ts. */
struct control {
  int64_t calls;         /* writes, truncations and flushes so far */
  int64_t writes;
  int64_t writtenBytes;
  int64_t truncations;
  int64_t flushes;       /* fsync and fdatasync */
  int64_t failAtCall;    /* the call that is to fail, counted as `calls` is; 0: none */
  int64_t failTimes;     /* how many calls fail from there on */
  int64_t failWith;      /* an errno; -1: a write ends short, and the calls after it find the disk full */
  int64_t faults;        /* how many calls failed */
  int64_t flushDelayMicroseconds;
  int64_t reserved[6];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct control nobodysControl;
static struct control *control;
static const char *watched;
static size_t watchedLength;
static int journal = -1;

static ssize_t (*realWrite)(int, const void *, size_t);
static ssize_t (*realPwrite)(int, const void *, size_t, off_t);
static int (*realFsync)(int);
static int (*realFdatasync)(int);
static int (*realFtruncate)(int, off_t);

static void prepare(void) {
  const char *path;
  int file;
  pthread_mutex_lock(&lock);
  if (control == NULL) {
    realWrite = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    realPwrite = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
    realFsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    realFdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    realFtruncate = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    watched = getenv("ONESTOP_DISK_FILES");
    watchedLength = watched == NULL ? 0 : strlen(watched);
    path = getenv("ONESTOP_DISK_JOURNAL");
    if (path != NULL) journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    control = &nobodysControl;
    path = getenv("ONESTOP_DISK_CONTROL");
    file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file >= 0) {
      void *shared = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      if (shared != MAP_FAILED) control = (struct control *)shared;
      close(file);
    }
  }
  pthread_mutex_unlock(&lock);
}

/* The path of a watched file; NULL for any other, whose call takes its course untouched. */
static const char *watchedPath(int file, char *path, size_t size) {
  char link[40];
  ssize_t length;
  if (watchedLength == 0) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  length = readlink(link, path, size - 1);
  if (length < (ssize_t)watchedLength) return NULL;
  path[length] = 0;
  return strncmp(path, watched, watchedLength) == 0 ? path + watchedLength : NULL;
}

enum kind { WRITE = 1, TRUNCATE = 2, FLUSH = 3 };

/* One record: five numbers of 64 bits, then what follows the watched prefix in the path, then what was written. */
static void note(enum kind kind, const char *path, int64_t offset, const void *bytes, int64_t length) {
  int64_t head[5];
  if (journal < 0) return;
  head[0] = kind;
  head[1] = (int64_t)strlen(path);
  head[2] = offset;
  head[3] = length;
  head[4] = 0;
  if (realWrite(journal, head, sizeof head) < 0) abort();
  if (realWrite(journal, path, (size_t)head[1]) < 0) abort();
  if (bytes != NULL && realWrite(journal, bytes, (size_t)length) < 0) abort();
}

/* Counts a call. 0: it goes through; -1: it ends short; else the errno it fails with. Called with the lock. */
static int verdict(void) {
  int64_t call = ++control->calls;
  int64_t since;
  if (control->failAtCall == 0 || call < control->failAtCall) return 0;
  since = call - control->failAtCall;
  if (since >= control->failTimes) return 0;
  control->faults += 1;
  if (control->failWith >= 0) return (int)control->failWith;
  return since == 0 ? -1 : ENOSPC;
}

static ssize_t writeAt(int file, const void *bytes, size_t size, off_t offset, const char *path) {
  ssize_t written;
  int wrong;
  pthread_mutex_lock(&lock);
  wrong = verdict();
  if (wrong > 0) {
    pthread_mutex_unlock(&lock);
    errno = wrong;
    return -1;
  }
  written = realPwrite(file, bytes, wrong < 0 ? size / 2 : size, offset);
  if (written >= 0) {
    control->writes += 1;
    control->writtenBytes += written;
    note(WRITE, path, offset, bytes, written);
  }
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
  char buffer[4096];
  const char *path;
  prepare();
  path = watchedPath(file, buffer, sizeof buffer);
  return path == NULL ? realPwrite(file, bytes, size, offset) : writeAt(file, bytes, size, offset, path);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
  return pwrite64(file, bytes, size, offset);
}

ssize_t write(int file, const void *bytes, size_t size) {
  char buffer[4096];
  const char *path;
  ssize_t written;
  off_t offset;
  prepare();
  path = watchedPath(file, buffer, sizeof buffer);
  if (path == NULL) return realWrite(file, bytes, size);
  offset = lseek(file, 0, SEEK_CUR);
  written = writeAt(file, bytes, size, offset, path);
  if (written > 0) lseek(file, offset + written, SEEK_SET);
  return written;
}

static int flush(int file, int (*really)(int)) {
  char buffer[4096];
  const char *path = watchedPath(file, buffer, sizeof buffer);
  struct timespec until;
  int64_t delay;
  int result;
  int wrong;
  if (path == NULL) return really(file);
  pthread_mutex_lock(&lock);
  wrong = verdict();
  delay = control->flushDelayMicroseconds;
  pthread_mutex_unlock(&lock);
  if (wrong != 0) {
    errno = wrong < 0 ? ENOSPC : wrong;
    return -1;
  }
  result = really(file);
  pthread_mutex_lock(&lock);
  control->flushes += 1;
  if (result == 0) note(FLUSH, path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  if (delay > 0) {
    /* Added to what the disk itself took. */
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (delay % 1000000) * 1000;
    until.tv_sec += delay / 1000000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) continue;
  }
  return result;
}

int fsync(int file) {
  prepare();
  return flush(file, realFsync);
}

int fdatasync(int file) {
  prepare();
  return flush(file, realFdatasync);
}

int ftruncate64(int file, off64_t length) {
  char buffer[4096];
  const char *path;
  int result;
  int wrong;
  prepare();
  path = watchedPath(file, buffer, sizeof buffer);
  if (path == NULL) return realFtruncate(file, length);
  pthread_mutex_lock(&lock);
  wrong = verdict();
  if (wrong != 0) {
    pthread_mutex_unlock(&lock);
    errno = wrong < 0 ? ENOSPC : wrong;
    return -1;
  }
  result = realFtruncate(file, length);
  if (result == 0) {
    control->truncations += 1;
    note(TRUNCATE, path, length, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate(int file, off_t length) {
  return ftruncate64(file, length);
}
