import { type ToMain, type ToService, toServiceSchema } from '../../shared/contract/messages.ts';

/** How the service talks with main: the same over a utility process's port and over a child's channel. */
export interface Channel {
  say(message: ToMain): void;
  /** Messages that are not of the contract are dropped with a line in the log: main sends none. */
  listen(listener: (message: ToService) => void): void;
  /** Main is gone: it closed the channel or died. */
  onEnd(listener: () => void): void;
}

interface UtilityPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** A utility process of Electron has a port to its parent, a child of Node a channel; a program alone has neither. */
export function openChannel(): Channel {
  const port = (process as { parentPort?: UtilityPort }).parentPort;
  if (port === undefined && process.send === undefined) {
    throw new Error('the service is started by the application, not by hand');
  }
  return {
    say: (message) => {
      if (port === undefined) process.send?.(message, undefined, {}, () => undefined);
      else port.postMessage(message);
    },
    listen: (listener) => {
      const receive = (raw: unknown): void => {
        const message = toServiceSchema.safeParse(raw);
        if (message.success) listener(message.data);
        else console.error('a message that is not of the contract was dropped');
      };
      if (port === undefined) process.on('message', receive);
      else port.on('message', ({ data }) => receive(data));
    },
    // A utility process is ended by Electron itself when main goes.
    onEnd: (listener) => process.on('disconnect', listener),
  };
}
