package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CommandResult;
import dev.sce.Outcome;
import java.io.BufferedReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that try to talk to somebody. */
class EscapeNetworkTest extends SandboxFixture {
  private static final String CONNECT =
      """
      import socket, errno
      for family, address in TARGETS:
        s = socket.socket(family)
        s.settimeout(3)
        try:
          s.connect(address); print('connected', address)
        except OSError as e:
          print(errno.errorcode.get(e.errno, 'timeout'))
      """;

  private String connect(String targets) {
    CommandResult result = python(CONNECT.replace("TARGETS", targets));
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    return result.stdout();
  }

  @Test
  void listenerOfTheMachineIsOutOfReach() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, null)) {
      server.setSoTimeout(300);
      int port = server.getLocalPort();
      List<String> targets = new ArrayList<>();
      targets.add("(socket.AF_INET, ('127.0.0.1', %d))".formatted(port));
      targets.add("(socket.AF_INET6, ('::1', %d))".formatted(port));
      targets.add("(socket.AF_INET, ('0.0.0.0', %d))".formatted(port));
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address.getAddress().length == 4)
          .forEach(a -> targets.add("(2, ('%s', %d))".formatted(a.getHostAddress(), port)));
      assertThat(connect(targets.toString().replaceAll("^\\[|\\]$", "") + ","))
          .doesNotContain("connected")
          .matches("((ECONNREFUSED|ENETUNREACH|EADDRNOTAVAIL)\n)+");
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void datagramsDoNotReachTheMachine() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("0.0.0.0"))) {
      socket.setSoTimeout(300);
      CommandResult result =
          python(
              """
              import socket
              s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
              s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
              for host in ('127.0.0.1', '255.255.255.255', '224.0.0.1', '10.0.0.1'):
                try: s.sendto(b'x', (host, PORT))
                except OSError: pass
              print('sent')
              """
                  .replace("PORT", "" + socket.getLocalPort()));
      assertThat(result.stdout()).isEqualTo("sent\n");
      assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[10], 10)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void outsideIsUnreachable() {
    assertThat(
            connect(
                "((2, ('1.1.1.1', 80)), (2, ('169.254.169.254', 80)), (2, ('10.0.0.1', 22)),"
                    + " (socket.AF_INET6, ('2606:4700::1111', 80)))"))
        .isEqualTo("ENETUNREACH\n".repeat(4));
  }

  @Test
  void namesAreNotResolved() {
    CommandResult result =
        python(
            """
            import socket
            for name in ('example.com', 'metadata.google.internal'):
              try: print(socket.getaddrinfo(name, 80))
              except OSError as e: print(type(e).__name__)
            print(socket.gethostbyname('localhost'))
            """);
    assertThat(result.stdout()).isEqualTo("gaierror\ngaierror\n127.0.0.1\n");
  }

  @Test
  void socketFilesOfTheMachineAreInvisible() throws Exception {
    Path path = Path.of("/tmp", "sce-socket-" + ProcessHandle.current().pid());
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      assertThat(path.toFile().setWritable(true, false)).isTrue();
      server.configureBlocking(false);
      assertThat(connect("((1, '%1$s'), (1, '/proc/1/root%1$s'),)".formatted(path)))
          .isEqualTo("ENOENT\nENOENT\n");
      assertThat(server.accept()).isNull();
    } finally {
      Files.deleteIfExists(path);
    }
  }

  @Test
  void abstractSocketsOfTheMachineAreInvisible() throws Exception {
    String name = "sce-abstract-" + ProcessHandle.current().pid();
    String listen =
        """
        import socket
        s = socket.socket(socket.AF_UNIX)
        s.bind('\\0NAME'); s.listen(); s.settimeout(20)
        print('ready', flush=True)
        s.accept()
        """
            .replace("NAME", name);
    Process host = new ProcessBuilder("python3", "-c", listen).start();
    try (BufferedReader out = host.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      assertThat(Files.readString(Path.of("/proc/net/unix"))).contains("@" + name);
      assertThat(connect("((1, '\\0%s'),)".formatted(name))).isEqualTo("ECONNREFUSED\n");
      assertThat(sh("cat /proc/net/unix").stdout()).doesNotContain(name);
      assertThat(host.isAlive()).isTrue();
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  @Test
  void onlyPlainFamiliesExist() {
    CommandResult result =
        python(
            """
            import socket
            found = set()
            for family in range(0, 64):
              for kind in (1, 2, 3, 4, 5, 6, 10):
                try: socket.socket(family, kind, 0).close(); found.add(family)
                except OSError: pass
            print(sorted(found))
            routes = []
            for protocol in range(0, 32):
              try: socket.socket(16, 3, protocol).close(); routes.append(protocol)
              except OSError: pass
            print(routes)
            for family in (17, 38, 40, 31, 44):
              for kind in (1, 2, 3, 5):
                try: socket.socketpair(family, kind); print('pair', family)
                except OSError: pass
            """);
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("[1, 2, 10]\n[]\n");
  }

  @Test
  void highBitsOfAFamilyDoNotHelp() {
    CommandResult result =
        python(
            """
            import ctypes, errno
            libc = ctypes.CDLL(None, use_errno=True)
            libc.syscall.restype = ctypes.c_long
            for family in (17, 38, 40):
              r = libc.syscall(41, ctypes.c_ulong(1 << 32 | family), ctypes.c_ulong(1 << 33 | 3), 0)
              print(r, errno.errorcode[ctypes.get_errno()])
            """);
    if (System.getProperty("os.arch", "").equals("amd64")) {
      assertThat(result.stdout()).isEqualTo("-1 EAFNOSUPPORT\n".repeat(3));
    }
  }

  @Test
  void packetsCannotBeMadeByHand() {
    CommandResult result =
        python(
            """
            import socket, errno
            for kind, protocol in ((3, 1), (3, 255), (3, 6), (10, 768), (1, 132), (1, 262), (2, 136), (6, 33), (5, 132)):
              try: socket.socket(socket.AF_INET, kind, protocol); print('made', kind, protocol)
              except OSError as e: print(errno.errorcode[e.errno])
            """);
    assertThat(result.stdout().lines())
        .hasSize(9)
        .allMatch(line -> List.of("EPERM", "EPROTONOSUPPORT", "EAFNOSUPPORT").contains(line));
  }

  @Test
  void onlyLoopbackExistsAndStaysAsItIs() {
    CommandResult result =
        python(
            """
            import socket, fcntl, struct, errno
            print([line.split(':')[0].strip() for line in open('/proc/net/dev').readlines()[2:]])
            print(len(open('/proc/net/route').readlines()) - 1)
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            name = b'lo'.ljust(16, b'\\0')
            for request, rest in ((0x8914, struct.pack('H', 0)), (0x8916, socket.inet_aton('10.1.1.1')),
                                  (0x8922, struct.pack('i', 1500)), (0x89a0, b'sce-escape')):
              try: fcntl.ioctl(s, request, name + rest.ljust(24, b'\\0')); print('changed', hex(request))
              except OSError as e: print(errno.errorcode[e.errno])
            """);
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("['lo']\n0\n" + "EPERM\n".repeat(4));
  }

  /** A server and a client; the server closes first, which leaves its port in TIME_WAIT. */
  private static final String TALK =
      """
      import socket, threading
      for family, host in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
        server = socket.socket(family)
        server.bind((host, 41234)); server.listen()
        def serve():
          c, _ = server.accept(); c.sendall(b'hello'); c.close()
        t = threading.Thread(target=serve); t.start()
        client = socket.socket(family); client.connect((host, 41234))
        t.join(); print(client.recv(10), client.recv(10)); client.close(); server.close()
      u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1', 41235))
      u.sendto(b'udp', ('127.0.0.1', 41235)); print(u.recv(10))
      held = socket.socket(socket.AF_UNIX); held.bind('\\0sce-escape-name'); held.listen()
      """;

  @Test
  void loopbackWorksAndPortsAreFreeForTheNext() {
    for (int i = 0; i < 3; i++) {
      CommandResult result = python(TALK);
      assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
      assertThat(result.stdout()).isEqualTo("b'hello' b''\nb'hello' b''\nb'udp'\n");
    }
    assertThat(sh("cat /proc/net/sockstat").stdout()).contains("tw 0").contains("TCP: inuse 0");
  }

  @Test
  void connectionsOfADaemonAreGoneBeforeTheNext() {
    CommandResult result =
        python(
            """
            import os, socket, time
            l = socket.socket(); l.bind(('127.0.0.1', 41236)); l.listen(100)
            held = [socket.create_connection(('127.0.0.1', 41236)) for i in range(50)]
            held[0].sendall(b'x' * 100000)
            r, w = os.pipe()
            if os.fork() == 0:
              os.setsid(); os.write(w, b'x'); time.sleep(60)
            os.read(r, 1)
            """);
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.leftBehind()).isEqualTo(1);
    String bind = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 41236)); print('free')";
    assertThat(python(bind).stdout()).isEqualTo("free\n");
  }
}
