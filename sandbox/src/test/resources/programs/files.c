/* Takes files or processes until the system says no, and prints how many there were with its words. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    static char block[65536];
    int count = 1;
    if (strcmp(what, "grow") == 0) {
        int fd = open("big", O_CREAT | O_WRONLY, 0600);
        while (write(fd, block, sizeof block) > 0) {}
        return 0;
    }
    if (strcmp(what, "open") == 0) {
        for (count = 3; open("/dev/null", O_RDONLY) >= 0; count++) {}
    }
    if (strcmp(what, "fork") == 0) {
        for (; count < 1000; count++) {
            pid_t pid = fork();
            if (pid == 0) {
                for (;;) {
                    pause();
                }
            }
            if (pid < 0) {
                break;
            }
        }
    }
    printf("%d %s\n", count, strerror(errno));
    return 0;
}
