// The side of the tests: holds no code of the sample. Status 42: all tests passed, 43: one did not,
// 44: the sample ended or threw.
'use strict';
const wire = sceWire();
const { AssertionError } = require('assert');

function end(status, message) {
  if (message) require('fs').writeSync(2, message + '\n');
  process.reallyExit(status);
}

// A listener keeps node from opening its debugger when the other side sends this signal.
process.on('SIGUSR1', () => {});
process.on('uncaughtException', (error) => end(43, String((error && error.message) || error)));
process.on('unhandledRejection', (error) => end(43, String((error && error.message) || error)));
process.on('exit', (status) => end(status === 0 ? 42 : 43));
process.stdout.write = () => true;
console.assert = (condition, ...message) => {
  if (!condition) throw new AssertionError({ message: ['assertion failed', ...message].join(' ') });
};

exports.call = (name, args) => {
  let reply;
  try {
    wire.send(1, { name, args: args.map(wire.encode) });
    reply = wire.receive(0);
  } catch (error) {
    end(44, 'the program broke off: ' + error.message);
  }
  if (reply === undefined) end(44, 'the program ended during a call of ' + name);
  if ('error' in reply) end(44, String(reply.error));
  try {
    return wire.decode(reply.value);
  } catch (error) {
    end(44, 'the program gave no value: ' + error.message);
  }
};

require('fs').writeSync(1, 'r');
