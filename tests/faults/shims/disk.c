/* A disk that fails when it is told to: for LD_PRELOAD. Only the files of the store (tqq.db, -wal, -shm) are touched.
 * In the directory that DISK_FAULTS names, these files command it:
 *   eio-wal, eio-db   the next fsync or fdatasync of the log, of the database, fails with EIO and does not happen. It fails once: a kernel
 *                     reports such an error once, has thrown the pages away by then, and says yes to whoever asks again. So every later
 *                     fsync of the store says yes here and does nothing.
 *   hang-wal          an fsync or fdatasync of the log does not end before this file is gone.
 *   kill-wal          the process gets SIGKILL right behind the next fsync of the log: a commit is on disk and nobody has been told. The file is
 *                     removed.
 *   full              no file grows any more: ENOSPC. What is there can be written over.
 *   full-db           the same of the database alone.
 * Every fsync from the first that failed is a line of the file `syncs` there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int has_failed;

static int is_told(const char *what)
{
    char path[512];
    const char *directory = getenv("DISK_FAULTS");
    return directory && snprintf(path, sizeof path, "%s/%s", directory, what) < (int)sizeof path && access(path, F_OK) == 0;
}

/* "" for the database, "-wal", "-shm"; NULL for what is no file of the store. */
static const char *part(int fd)
{
    static _Thread_local char target[512];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length < 0)
        return NULL;
    target[length] = 0;
    const char *name = strrchr(target, '/');
    return name && strncmp(name, "/tqq.db", 7) == 0 ? name + 7 : NULL;
}

static void note(const char *what, const char *of)
{
    char path[512], line[64];
    snprintf(path, sizeof path, "%s/syncs", getenv("DISK_FAULTS"));
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    int length = snprintf(line, sizeof line, "%s tqq.db%s\n", what, of);
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (file >= 0) {
        real(file, line, length);
        close(file);
    }
}

static int sync_as(const char *name, int fd)
{
    const char *of = part(fd);
    while (of && strcmp(of, "-wal") == 0 && is_told("hang-wal"))
        usleep(10000);
    if (of && has_failed) {
        note("again", of);
        return 0;
    }
    if (of && is_told(strcmp(of, "-wal") == 0 ? "eio-wal" : "eio-db") && (*of == 0 || strcmp(of, "-wal") == 0)) {
        has_failed = 1;
        note("failed", of);
        errno = EIO;
        return -1;
    }
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    int result = real(fd);
    if (of && strcmp(of, "-wal") == 0 && is_told("kill-wal")) {
        char path[512];
        snprintf(path, sizeof path, "%s/kill-wal", getenv("DISK_FAULTS"));
        unlink(path);
        raise(SIGKILL);
    }
    return result;
}

int fsync(int fd) { return sync_as("fsync", fd); }

int fdatasync(int fd) { return sync_as("fdatasync", fd); }

static int has_no_room(int fd, off_t end)
{
    struct stat status;
    const char *of = part(fd);
    if (!of || !(is_told("full") || (*of == 0 && is_told("full-db"))) || fstat(fd, &status) != 0 || end <= status.st_size)
        return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    return has_no_room(fd, lseek(fd, 0, SEEK_CUR) + (off_t)count) ? -1 : real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    return has_no_room(fd, at + (off_t)count) ? -1 : real(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return pwrite(fd, bytes, count, at); }

int ftruncate(int fd, off_t length)
{
    int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate");
    return has_no_room(fd, length) ? -1 : real(fd, length);
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }
