/* Asks for its id through the table of 32-bit programs, where the filter's numbers would mean something else. */
#include <stdio.h>

int main(void) {
    puts("before");
    fflush(stdout);
#ifdef __x86_64__
    int result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");
#endif
    puts("after");
    return 0;
}
