/* System call numbers that the C library's headers may not know yet. Since 424 they are the same on all architectures.
 */
#ifndef SCE_SYSCALLS_H
#define SCE_SYSCALLS_H

#include <sys/syscall.h>

#define NR_pidfd_getfd 438
#define NR_process_madvise 440
#define NR_mount_setattr 442
#define NR_quotactl_fd 443
#define NR_memfd_secret 447
#define NR_process_mrelease 448
#define NR_set_mempolicy_home_node 450
#define NR_fchmodat2 452
#define NR_statmount 457
#define NR_listmount 458
#define NR_setxattrat 463
#define NR_removexattrat 466
#define NR_open_tree_attr 467
#define NR_file_setattr 469
/* The first number this program knows nothing about. What comes after is refused: nobody has judged it. */
#define NR_FIRST_UNKNOWN 470

#endif
