import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Display, startXvfb } from '../../build/setup/display.ts';

let display: Display;
beforeEach(async () => {
  display = await startXvfb();
});
afterEach(() => display.stop());

const numberOf = ({ environment }: Display) => environment['DISPLAY']!.slice(1);
const socketOf = (opened: Display) => `/tmp/.X11-unix/X${numberOf(opened)}`;

/** Knocks at an X server as a program would. Its first byte tells: 1 for welcome, 0 for refused. */
async function knock(opened: Display, cookie: Buffer): Promise<number | undefined> {
  const protocol = Buffer.from('MIT-MAGIC-COOKIE-1\0\0');
  const hello = Buffer.alloc(12);
  hello.write('l');
  hello.writeUInt16LE(11, 2);
  hello.writeUInt16LE(cookie.length > 0 ? 18 : 0, 6);
  hello.writeUInt16LE(cookie.length, 8);
  const connection = createConnection(socketOf(opened));
  connection.write(Buffer.concat(cookie.length > 0 ? [hello, protocol, cookie] : [hello]));
  const [answer] = (await once(connection, 'data')) as [Buffer];
  connection.destroy();
  return answer[0];
}

function cookieOf({ environment }: Display): Buffer {
  const list = execFileSync('xauth', ['-f', environment['XAUTHORITY']!, 'list', environment['DISPLAY']!]);
  return Buffer.from(list.toString().trim().split(/\s+/)[2]!, 'hex');
}

test('a display of our own lets in who knows its cookie', async () => {
  expect(await knock(display, cookieOf(display))).toBe(1);
});

test('it refuses everybody else, on the same machine too', async () => {
  expect(await knock(display, Buffer.alloc(0))).toBe(0);
  expect(await knock(display, Buffer.alloc(16, 7))).toBe(0);
});

test('two displays at once have two numbers, and the end of one leaves the other', async () => {
  const other = await startXvfb();
  expect(numberOf(other)).not.toBe(numberOf(display));
  const cookie = cookieOf(display);
  other.stop();
  expect(existsSync(other.environment['XAUTHORITY']!)).toBe(false);
  expect(await knock(display, cookie)).toBe(1);
});
