/* A practice platform that listens, answers with what it was told at the start, and ends when asked for `/end`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

process.on('message', (opening: { kind: string; port: number | null }) => {
  if (opening.kind === 'close') process.exit(0);
  const server = createServer((request, response) => {
    response.end(JSON.stringify(opening), () => request.url === '/end' && process.exit(1));
  });
  server.listen(opening.port ?? 0, '127.0.0.1', () => {
    process.send?.({ kind: 'listening', port: (server.address() as AddressInfo).port });
  });
});
process.on('disconnect', () => process.exit(0));
