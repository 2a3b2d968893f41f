/*
 * The conversation with a warm interpreter, for both of its ends: warm.c inside the supervisor, and messages.c inside
 * the interpreter. docs/protocol.md describes the packets. What Python has to know of it stands here too, and a test
 * compares.
 */
#ifndef SCE_WARM_PROTOCOL_H
#define SCE_WARM_PROTOCOL_H

#define SCE_WARM_VERSION 2
#define SCE_WARM_MAX_PACKET 131072
#define SCE_WARM_MAX_LIMITS 32

/* The interpreter's end of the socket. */
#define SCE_WARM_CHANNEL 3

/* The first number of a packet. */
#define SCE_WARM_READY 1
#define SCE_WARM_RUN 2
#define SCE_WARM_STARTED 3
#define SCE_WARM_FAULT 4

/* Descriptors of RUN: the program's streams, then what moves a process into the programs' control group if it has one.
 */
#define SCE_WARM_STREAMS 3
#define SCE_WARM_DESCRIPTORS 4

/* FAULT: what kept a program's process from starting; it then ends with this status. */
#define SCE_WARM_FAULT_STATUS 127
#define SCE_WARM_STEP_SESSION 1
#define SCE_WARM_STEP_STREAMS 2
#define SCE_WARM_STEP_CHDIR 3
#define SCE_WARM_STEP_RLIMIT 4
#define SCE_WARM_STEP_SIGNALS 5
#define SCE_WARM_STEP_CLOSE 6
#define SCE_WARM_STEP_GROUP 7

/* Where an interpreter finds its own files; the script that it seems to be started with, which no program can be. */
#define SCE_WARM_HOME "/.sce"
#define SCE_WARM_SCRIPT "main.py"

/* Variables of an interpreter's start, which no program sees. */
#define SCE_WARM_PRELOAD "SCE_PRELOAD"
#define SCE_WARM_PRELOAD_REQUIRED "SCE_PRELOAD_REQUIRED"
#define SCE_WARM_USUAL "SCE_USUAL"

#endif
