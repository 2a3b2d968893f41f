package dev.sce.judge.referee;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A filter of system calls in the kernel's form (classic BPF). Only the low words of arguments are
 * looked at, since the kernel takes no more of a process id.
 *
 * @param hex the instructions
 * @param places where one wants a number that only the process knows which installs it, and which
 */
record CallFilter(String hex, Map<Integer, Integer> places) {
  /** What is checked of a call; these are also the labels that jumps name. */
  enum Check {
    NEXT,
    PROCESS,
    SCHEDULING,
    PRIORITY,
    IO_PRIORITY,
    WHO,
    SIGNAL,
    TARGET,
    FCNTL,
    IOCTL,
    CLONE,
    ALLOW,
    REFUSE,
    ABSENT,
    KILL
  }

  private static final int LOAD = 0x20;
  private static final int EQUAL = 0x15;
  private static final int ABOVE = 0x25;
  private static final int AT_LEAST = 0x35;
  private static final int ANY_BIT = 0x45;
  private static final int NEGATE = 0x84;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST = 16;
  private static final int SECOND = 24;

  private static final int GROUP = 0;
  private static final int FIRST_PID = 1;
  private static final int LAST_PID = 2;
  private static final int OWN = 3;

  private static final int LEAF = 4;

  /**
   * Returns the filter for a machine.
   *
   * @param ownSignals whether no process but one may be signalled, rather than those of no range
   * @param ownScheduling the same for priorities, limits and processors
   */
  static CallFilter of(Machine machine, boolean ownSignals, boolean ownScheduling) {
    Assembler code = new Assembler();
    code.add(LOAD, ARCHITECTURE);
    code.add(EQUAL, machine.architecture(), Check.NEXT, Check.KILL);
    code.add(LOAD, NUMBER);
    if (machine.foreign() != null) {
      code.add(AT_LEAST, machine.foreign(), Check.KILL, Check.NEXT);
    }
    tree(code, machine.calls());
    targets(code, ownSignals, ownScheduling);
    flags(code);
    code.place(Check.ALLOW);
    code.add(RETURN, 0x7FFF0000);
    code.place(Check.REFUSE);
    code.add(RETURN, 0x00050001); // EPERM
    code.place(Check.ABSENT);
    code.add(RETURN, 0x00050026); // ENOSYS
    code.place(Check.KILL);
    code.add(RETURN, 0x80000000);
    return code.filter();
  }

  /** Halves the list while it is long: at its installation it is run once for each call. */
  private static void tree(Assembler code, TreeMap<Integer, Check> calls) {
    if (calls.size() > LEAF) {
      List<Integer> numbers = List.copyOf(calls.keySet());
      int middle = numbers.get(numbers.size() / 2);
      int jump = code.add(AT_LEAST, middle, Check.NEXT, Check.NEXT);
      tree(code, new TreeMap<>(calls.headMap(middle)));
      code.jumpHere(jump);
      tree(code, new TreeMap<>(calls.tailMap(middle)));
      return;
    }
    calls.forEach(
        (number, check) ->
            code.add(
                EQUAL, number, check, number.equals(calls.lastKey()) ? Check.ALLOW : Check.NEXT));
  }

  private static void targets(Assembler code, boolean ownSignals, boolean ownScheduling) {
    who(code, Check.PRIORITY, 2); // PRIO_USER
    who(code, Check.IO_PRIORITY, 3); // IOPRIO_WHO_USER
    code.place(Check.SCHEDULING);
    code.add(LOAD, FIRST);
    code.place(Check.WHO);
    code.add(EQUAL, 0, Check.ALLOW, Check.NEXT);
    code.hole(code.add(EQUAL, 0, Check.ALLOW, ownScheduling ? Check.REFUSE : Check.TARGET), OWN);
    code.place(Check.PROCESS);
    code.add(LOAD, FIRST);
    code.add(EQUAL, 0, Check.ALLOW, Check.TARGET);
    code.place(Check.SIGNAL);
    code.add(LOAD, FIRST);
    if (ownSignals) {
      code.add(EQUAL, 0, Check.ALLOW, Check.NEXT);
      code.hole(code.add(EQUAL, 0, Check.ALLOW, Check.REFUSE), OWN);
    } else {
      code.add(ANY_BIT, 0x80000000, Check.NEXT, Check.TARGET);
      code.add(NEGATE, 0); // a group, or everybody
    }
    code.place(Check.TARGET);
    code.add(EQUAL, 1, Check.REFUSE, Check.NEXT); // everybody, or the supervisor
    code.hole(code.add(EQUAL, 0, Check.REFUSE, Check.NEXT), GROUP);
    code.hole(code.add(AT_LEAST, 0, Check.NEXT, Check.ALLOW), FIRST_PID);
    code.hole(code.add(ABOVE, 0, Check.ALLOW, Check.REFUSE), LAST_PID);
  }

  private static void who(Assembler code, Check check, int user) {
    code.place(check);
    code.add(LOAD, FIRST);
    code.add(EQUAL, user, Check.REFUSE, Check.NEXT);
    code.add(LOAD, SECOND);
    code.add(ANY_BIT, -1, Check.WHO, Check.ALLOW);
  }

  private static void flags(Assembler code) {
    // The kernel signals in the name of who is set as owner: F_SETOWN, F_SETOWN_EX.
    code.place(Check.FCNTL);
    code.add(LOAD, SECOND);
    code.add(EQUAL, 8, Check.REFUSE, Check.NEXT);
    code.add(EQUAL, 15, Check.REFUSE, Check.ALLOW);
    // The same by FIOSETOWN, SIOCSPGRP.
    code.place(Check.IOCTL);
    code.add(LOAD, SECOND);
    code.add(EQUAL, 0x8901, Check.REFUSE, Check.NEXT);
    code.add(EQUAL, 0x8902, Check.REFUSE, Check.ALLOW);
    // CLONE_PARENT would make a process that is the judge's child, not the program's.
    code.place(Check.CLONE);
    code.add(LOAD, FIRST);
    code.add(ANY_BIT, 0x8000, Check.REFUSE, Check.ALLOW);
  }

  /** Collects instructions; jumps forward to labels become distances at the end. */
  private static final class Assembler {
    private record Line(int operation, int value, Check yes, Check no) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<Check, Integer> labels = new EnumMap<>(Check.class);
    private final Map<Integer, Integer> jumps = new TreeMap<>();
    private final Map<Integer, Integer> places = new TreeMap<>();

    int add(int operation, int value, Check yes, Check no) {
      lines.add(new Line(operation, value, yes, no));
      return lines.size() - 1;
    }

    void add(int operation, int value) {
      add(operation, value, Check.NEXT, Check.NEXT);
    }

    void place(Check label) {
      labels.put(label, lines.size());
    }

    void jumpHere(int line) {
      jumps.put(line, lines.size());
    }

    void hole(int line, int number) {
      places.put(8 * line + 4, number);
    }

    CallFilter filter() {
      ByteBuffer bytes = ByteBuffer.allocate(8 * lines.size()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < lines.size(); at++) {
        Line line = lines.get(at);
        int yes = jumps.getOrDefault(at, target(at, line.yes()));
        bytes.putShort((short) line.operation());
        bytes.put(distance(at, yes)).put(distance(at, target(at, line.no()))).putInt(line.value());
      }
      return new CallFilter(HexFormat.of().formatHex(bytes.array()), places);
    }

    private int target(int at, Check label) {
      return label == Check.NEXT ? at + 1 : labels.getOrDefault(label, -1);
    }

    private static byte distance(int from, int to) {
      int distance = to - from - 1;
      if (distance < 0 || distance > 255) {
        throw new IllegalStateException("no jump from " + from + " to " + to);
      }
      return (byte) distance;
    }
  }
}
