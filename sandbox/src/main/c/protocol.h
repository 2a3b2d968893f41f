/*
 * Numbers of the protocol between the JVM and the supervisor. Plain "#define NAME value" lines only: a Java test reads
 * this file and compares every number with its own constant. All integers on the wire are little-endian.
 *
 * Frame: u32 length of the payload, u8 type, payload. str and bytes: u32 length, then that many bytes (a str holds no
 * NUL).
 */
#ifndef SCE_PROTOCOL_H
#define SCE_PROTOCOL_H

#define SCE_MAGIC 0x31454353
#define SCE_PROTOCOL_VERSION 5
#define SCE_FRAME_HEADER 5
#define SCE_MAX_FRAME 1048576
#define SCE_MAX_RUN 8388608
#define SCE_MAX_BINDS 512
#define SCE_OUT_CHUNK 65536

/* JVM to supervisor. */
#define SCE_MSG_HELLO 1
#define SCE_MSG_FILE 2
#define SCE_MSG_DATA 3
#define SCE_MSG_RUN 4
#define SCE_MSG_RUN_PART 5
#define SCE_MSG_CANCEL 6
#define SCE_MSG_READ 7
#define SCE_MSG_WIPE 8
#define SCE_MSG_BYE 9
#define SCE_MSG_SNAPSHOT 10
#define SCE_MSG_RESTORE 11

/* Supervisor to JVM. */
#define SCE_MSG_READY 65
#define SCE_MSG_FAILED 66
#define SCE_MSG_OUT 67
#define SCE_MSG_DONE 68
#define SCE_MSG_CONTENT 69
#define SCE_MSG_CONTENT_DATA 70
#define SCE_MSG_WIPED 71
#define SCE_MSG_IDLE 72
#define SCE_MSG_BUSY 73

/* HELLO.mode */
#define SCE_MODE_NAMESPACES 1
#define SCE_MODE_LANDLOCK 2

/* HELLO.binds[].flags */
#define SCE_BIND_OPTIONAL 1
#define SCE_BIND_SYMLINK 2
#define SCE_BIND_COPY 4

/* READY.way */
#define SCE_WAY_PRIVILEGED 1
#define SCE_WAY_USER_NAMESPACE 2
#define SCE_WAY_LANDLOCK 3

/* READY.features, a bit mask: what is in force in this slot. */
#define SCE_FEATURE_MEMORY_V1 1
#define SCE_FEATURE_MEMORY_V2 2
#define SCE_FEATURE_PIDS_V1 4
#define SCE_FEATURE_PIDS_V2 8
#define SCE_FEATURE_CPU_V1 16
#define SCE_FEATURE_CPU_V2 32
#define SCE_FEATURE_CGROUP_KILL 64
#define SCE_FEATURE_SECCOMP 128
#define SCE_FEATURE_NETNS 256
#define SCE_FEATURE_USERNS 512
#define SCE_FEATURE_LANDLOCK_NET 1024
#define SCE_FEATURE_LANDLOCK_SCOPE 2048
#define SCE_FEATURE_HIDEPID 4096
#define SCE_FEATURE_SEPARATE_UID 8192

/* OUT.stream and the bits of DONE.truncated */
#define SCE_STREAM_STDOUT 1
#define SCE_STREAM_STDERR 2

/* DONE.how */
#define SCE_HOW_EXITED 0
#define SCE_HOW_WALL 1
#define SCE_HOW_CPU 2
#define SCE_HOW_MEMORY 3
#define SCE_HOW_OUTPUT 4
#define SCE_HOW_CANCELLED 5
#define SCE_HOW_NOT_STARTED 6
#define SCE_HOW_FAULT 7

/* DONE.peak_source */
#define SCE_PEAK_NONE 0
#define SCE_PEAK_CGROUP 1
#define SCE_PEAK_SAMPLED 2

/* RUN.launcher: how the program may be started; DONE.launcher: how it was. */
#define SCE_LAUNCH_EXEC 0
#define SCE_LAUNCH_WARM 1
#define SCE_LAUNCH_JUDGED 2

/* CONTENT.state */
#define SCE_CONTENT_PRESENT 0
#define SCE_CONTENT_MISSING 1
#define SCE_CONTENT_NOT_REGULAR 2
#define SCE_CONTENT_TOO_LARGE 3
#define SCE_CONTENT_UNREADABLE 4

/* WIPED.way */
#define SCE_WIPED_WALK 0
#define SCE_WIPED_FRESH 1
#define SCE_WIPED_FAILED 2

/* DONE.err_stage; FAILED.stage carries the lower-case name (stage_name() in util.c). */
#define SCE_STAGE_NONE 0
#define SCE_STAGE_HELLO 1
#define SCE_STAGE_CGROUP 2
#define SCE_STAGE_CLONE 3
#define SCE_STAGE_IDMAP 4
#define SCE_STAGE_INIT 5
#define SCE_STAGE_MOUNT 6
#define SCE_STAGE_BIND 7
#define SCE_STAGE_ETC 8
#define SCE_STAGE_DEV 9
#define SCE_STAGE_PROC 10
#define SCE_STAGE_WRITABLE 11
#define SCE_STAGE_NET 12
#define SCE_STAGE_CAPS 13
#define SCE_STAGE_SECCOMP 14
#define SCE_STAGE_LANDLOCK 15
#define SCE_STAGE_WORKDIR 16
#define SCE_STAGE_PIPE 17
#define SCE_STAGE_FORK 18
#define SCE_STAGE_STDIO 19
#define SCE_STAGE_RLIMIT 20
#define SCE_STAGE_IDENTITY 21
#define SCE_STAGE_CHDIR 22
#define SCE_STAGE_EXEC 23
#define SCE_STAGE_WRITE 24
#define SCE_STAGE_STDIN 25
#define SCE_STAGE_LIMIT 26
#define SCE_STAGE_REAP 27
#define SCE_STAGE_WIPE 28
#define SCE_STAGE_PROTOCOL 29
#define SCE_STAGE_WARM 30
#define SCE_STAGE_SNAPSHOT 31

#endif
