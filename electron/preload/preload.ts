import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { type EventName, type EventPayload, events, requests } from '../../shared/contract/contract.ts';
import type { Answer, RefusalShape } from '../../shared/contract/refusal.ts';
import { eventChannel, requestChannel, windowOrigin } from '../main/gate/channels.ts';

/*
 * The only thing a page can reach. It carries values of the contract and nothing else: contextBridge copies what
 * passes and freezes what stands on `window`. Answers are plain values, since errors would lose their properties.
 */

type Listener = (payload: unknown) => void;

const mostListeners = 100;
const listeners = new Map<string, Set<Listener>>(Object.keys(events).map((name) => [name, new Set()]));

function refused(error: RefusalShape): { ok: false; error: RefusalShape } {
  return { ok: false, error };
}

async function request(name: unknown, input: unknown): Promise<Answer<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(requests, name)) {
    return refused({ code: 'request_unknown', sentence: '程序内部请求不存在，请更新程序。' });
  }
  try {
    return (await ipcRenderer.invoke(requestChannel, name, input)) as Answer<unknown>;
  } catch {
    return refused({ code: 'not_transferable', sentence: '请求的内容无法传送，请检查输入后重试。' });
  }
}

function on(name: unknown, listener: unknown): () => void {
  const ofName = typeof name === 'string' ? listeners.get(name) : undefined;
  if (!ofName || typeof listener !== 'function' || ofName.size >= mostListeners) return () => undefined;
  const own: Listener = (payload) => void listener(payload);
  ofName.add(own);
  return () => void ofName.delete(own);
}

ipcRenderer.on(eventChannel, (_event, name: EventName, payload: EventPayload<EventName>) => {
  for (const listener of listeners.get(name) ?? []) {
    try {
      listener(payload);
    } catch {
      // A fault of one screen must not keep the news from the others.
    }
  }
});

if (location.origin === windowOrigin) {
  contextBridge.exposeInMainWorld('onestop', { request: request as Bridge['request'], on } satisfies Bridge);
}
